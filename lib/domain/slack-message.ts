import type { Severity } from "./alert/rule";

export interface SlackWords {
  title: string;
  reason: string;
  advice: readonly string[];
  /** Short facts in small print: severity, score, account. */
  facts: readonly string[];
  link: string;
}

/** Slack refuses longer ones. */
const longestText = 2_900;

/** The body of a Slack incoming webhook: blocks, and the same in plain text for notifications. */
export function slackMessage({ title, reason, advice, facts, link }: SlackWords) {
  const steps = advice.map((step, at) => `${at + 1}. ${step}`).join("\n");
  const text = (words: string) => ({ type: "mrkdwn", text: escape(words), verbatim: true });
  return {
    text: escape([title, reason, link].filter((line) => line !== "").join("\n")),
    blocks: [
      {
        type: "section",
        text: { type: "mrkdwn", text: `*${escape(title)}*\n${escape(reason)}`, verbatim: true },
      },
      ...(steps === "" ? [] : [{ type: "section", text: text(steps) }]),
      ...(facts.length === 0 ? [] : [{ type: "context", elements: [text(facts.join(" · "))] }]),
      {
        type: "actions",
        elements: [
          { type: "button", text: { type: "plain_text", text: "Open in Banguard" }, url: link },
        ],
      },
    ],
  };
}

/** The three signs by which Slack makes links, mentions and calls to a whole channel. */
function escape(words: string): string {
  const plain = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  if (plain.length <= longestText) return plain;
  // Not through the middle of a sign.
  return `${plain.slice(0, longestText).replace(/&[a-z]*$/, "")}…`;
}

export const severityWords: Record<Severity, string> = {
  info: "Good to know",
  warning: "Warning",
  high: "High risk",
  critical: "Critical",
};
