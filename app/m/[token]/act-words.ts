import type { MailAct } from "@/lib/domain/alert/mail-act";
import type { LinkPageProps } from "./link-page";

type View = LinkPageProps["link"];

interface ActWords {
  heading: string;
  button: string;
  /** What pressing the button means, before it is pressed. */
  before: (view: View) => string;
  /** How it stands after the press, or stood already. */
  after: (view: View) => string;
}

const neverDeaf =
  "One thing goes on: when WhatsApp restricts or disables a number and nobody else gets mails, the administrators are told all the same.";

const muting: Pick<ActWords, "before" | "after"> = {
  before: () =>
    "Nobody gets mails about what this alert is about, until then. A date on which WhatsApp disables it is told all the same.",
  after: ({ mutedUntil }) => (mutedUntil === null ? "Muted." : `Muted until ${mutedUntil}.`),
};

export const actWords: Record<MailAct, ActWords> = {
  on_it: {
    heading: "Are you on it?",
    button: "I’m on it",
    before: () => "Everybody in the workspace sees that you look after it.",
    after: ({ alert }) =>
      alert?.state === "resolved"
        ? "This has ended already; there is nothing to do."
        : "Somebody is on it, and everybody in the workspace sees who.",
  },
  expected: {
    heading: "This was expected",
    button: "Add the note",
    before: () => "Your line becomes a note in the timeline. It mutes nothing.",
    after: () => "Your line stands in the timeline.",
  },
  mute_1: { heading: "Mute for 1 day?", button: "Mute for 1 day", ...muting },
  mute_7: { heading: "Mute for 7 days?", button: "Mute for 7 days", ...muting },
  digest_weekly: {
    heading: "A digest every Monday?",
    button: "Send it weekly",
    before: ({ workspace }) =>
      `You get the digest of ${workspace} on Mondays at 09:00 of your clock.`,
    after: ({ workspace }) => `The digest of ${workspace} comes on Mondays at 09:00 of your clock.`,
  },
  digest_daily: {
    heading: "A digest every day?",
    button: "Send it daily",
    before: ({ workspace }) =>
      `You get the digest of ${workspace} every day at 09:00 of your clock.`,
    after: ({ workspace }) => `The digest of ${workspace} comes every day at 09:00 of your clock.`,
  },
  digest_never: {
    heading: "No more digests?",
    button: "Stop the digest",
    before: ({ workspace }) => `You get no digest of ${workspace} any more. Alert mails go on.`,
    after: ({ workspace }) => `You get no digest of ${workspace} any more.`,
  },
  alerts_off: {
    heading: "No more alert mails?",
    button: "Stop alert mails",
    before: ({ workspace, lastReceiver }) =>
      `You get no alert mails of ${workspace} any more. The digest goes on.${lastReceiver ? ` You are the last who gets them: after this nobody is warned. ${neverDeaf}` : ""}`,
    after: ({ workspace, lastReceiver }) =>
      `You get no alert mails of ${workspace} any more.${lastReceiver ? ` Nobody else gets them either. ${neverDeaf}` : ""}`,
  },
};
