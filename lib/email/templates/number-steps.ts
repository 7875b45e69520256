import type { NumberHighStory, OthersStory } from "@/lib/domain/alert/story";
import type { ScoreLine } from "@/lib/domain/score/line";
import { bold, cleanName, paragraph, words, type Block, type Span } from "@/lib/email/document";
import { formatCount, formatDay, formatRecent, formatWeekday, noonOf } from "@/lib/email/format";

/** What to do about a number that turned high, first things first. */
export function stepsOf(story: NumberHighStory): Span[][] {
  const name = story.campaign?.name;
  const campaign = name === undefined || name === null ? "a campaign" : cleanName(name);
  return [
    words`${bold("Now:")} if ${story.campaign && !name ? "the campaign" : campaign} is still running, stop it in the tool that sends it. Banguard cannot stop it for you.`,
    ...listStep(story),
    ...factorSteps(story),
    restStep(story),
  ];
}

function listStep({ list, campaign, newcomersShare }: NumberHighStory): Span[][] {
  if (list && campaign) {
    const written = list.firstWrittenToday ? ", first written to today" : "";
    return [
      words`${bold("Today:")} ${formatCount(list.optedOut)} of the ${formatCount(campaign.optedOut)} came from the list ${cleanName(list.name)}${written}. Do not use it again before you know when and where its people agreed.`,
    ];
  }
  if (newcomersShare === null || newcomersShare < 2 / 3) return [];
  return [
    words`${bold("Today:")} find the people who got their first message from you today; most who stopped are among them.`,
  ];
}

function factorSteps({ lines }: NumberHighStory): Span[][] {
  const harmOf = (factor: ScoreLine["factor"]) =>
    lines.find((line) => line.factor === factor && line.points >= 5)?.harm ?? 0;
  const leaked = harmOf("messages_after_no");
  const unreachable = harmOf("unreachable_rate");
  return [
    ...(leaked > 0
      ? [
          words`${bold("Today:")} take the ${formatCount(leaked)} people who said no out of every list, also in the tools that sync at night. Then send a test to one of them: it must not arrive.`,
        ]
      : []),
    ...(unreachable > 0
      ? [
          words`${bold("Today:")} remove the ${formatCount(unreachable)} numbers that are not on WhatsApp, and ask where the list came from. Trying again does not help.`,
        ]
      : []),
  ];
}

function restStep({ calmOn, frame }: NumberHighStory): Span[] {
  const rest = "no marketing from this number. Answers and order messages may go on.";
  if (calmOn === null) return words`${bold("For the next days:")} ${rest}`;
  const noon = noonOf(calmOn, frame.zone);
  return words`${bold(`Until ${formatDay(noon, frame.zone)}:`)} ${rest} If nothing else goes wrong, the score is under 45 again on ${formatWeekday(noon, frame.zone)}.`;
}

/** All your numbers, and what WhatsApp says of this one. */
export function othersOf({ others, rating, frame }: NumberHighStory): Block[] {
  const parts = otherParts(others);
  const rated =
    rating === null
      ? ""
      : `WhatsApp's rating of this number: ${rating.value}, seen ${formatRecent(rating.seenAt, frame.now, frame.zone)}.`;
  if (parts.length === 0) return rated === "" ? [] : [paragraph`${rated}`];
  return [
    paragraph`${bold("Your other numbers right now:")} ${parts.join(", ")}.${rated === "" ? "" : ` ${rated}`}`,
  ];
}

function otherParts({ critical, high, watch, unseen, quiet }: OthersStory): string[] {
  const counted: [number, string][] = [
    [critical.length, `critical (${critical.map(cleanName).join(", ")})`],
    [high.length, `high (${high.map(cleanName).join(", ")})`],
    [watch, "on watch"],
    [unseen, "we cannot see"],
  ];
  const parts = counted.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  if (quiet === 0) return parts;
  return parts.length === 0 ? ["all quiet"] : [...parts, "the rest quiet"];
}
