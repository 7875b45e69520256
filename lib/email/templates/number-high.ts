import type { CampaignStory, NumberHighStory } from "@/lib/domain/alert/story";
import type { ScoreLine } from "@/lib/domain/score/line";
import { localDay } from "@/lib/domain/time";
import { drawChart } from "@/lib/email/chart";
import {
  bold,
  cleanName,
  heading,
  link,
  paragraph,
  words,
  type Block,
  type Mail,
  type Picture,
  type Span,
} from "@/lib/email/document";
import {
  formatClock,
  formatCount,
  formatMoment,
  formatRange,
  formatRecent,
  formatShare,
  formatSpan,
  formatTimes,
  formatWeekday,
} from "@/lib/email/format";
import { alertHref, nameOf, numberHref, onIt, phoneOf, smallPrint } from "./frame";
import { leadOf, lineLabel, surgeRatio, type Clock } from "./lines";
import { othersOf, stepsOf } from "./number-steps";

/** ux.md 3.1; when it gets worse, the same again in its thread, what is new first. */
export function numberHighMail(story: NumberHighStory, firstSubject: string): Mail {
  const picture = pictureOf(story);
  const news = newsOf(story);
  return {
    subject: news === null ? subjectOf(story) : `Re: ${firstSubject}`,
    preview: news ?? previewOf(story),
    blocks: [
      ...(news === null ? [] : [paragraph`${bold(news)}`]),
      paragraph`${whatHappened(story)}`,
      ...(picture ? [{ block: "picture", alt: picture.alt } as const] : []),
      heading("Why"),
      paragraph`${whyOf(story)}`,
      pointsOf(story),
      ...sureOf(story),
      heading("What to do"),
      { block: "steps", items: stepsOf(story) },
      { block: "button", label: "Open the number", href: numberHref(story.frame, story.number) },
      {
        block: "links",
        links: [onIt(story.frame), link("This was expected", alertHref(story.frame, "#expected"))],
      },
      ...othersOf(story),
      smallPrint(story.frame),
    ],
    ...(picture && { picture }),
  };
}

function subjectOf(story: NumberHighStory): string {
  return `${nameOf(story.number)} is at ${story.severity} risk: ${subjectReason(story)}`;
}

function newsOf({ escalatedFrom, now }: NumberHighStory): string | null {
  if (escalatedFrom === null) return null;
  return `New: the score went from ${escalatedFrom} to ${now.score}, ${now.band}.`;
}

function clockOf({ frame }: NumberHighStory): Clock {
  return { now: frame.now, zone: frame.zone };
}

function leadLine({ lines }: NumberHighStory): ScoreLine | undefined {
  return lines.find(({ factor, points }) => points > 0 && factor !== "opt_out_surge");
}

/** A campaign explains the rise when people asked to stop because of it. */
function blamed(story: NumberHighStory): CampaignStory | null {
  return leadLine(story)?.factor === "opt_out_rate" ? story.campaign : null;
}

function subjectReason(story: NumberHighStory): string {
  const campaign = blamed(story);
  const lead = leadLine(story);
  if (campaign)
    return `${shareOf(campaign)} opted out of ${campaignInSubject(campaign, clockOf(story))}`;
  return lead ? leadOf(lead, clockOf(story)).subject : `score ${story.now.score}`;
}

function shareOf(campaign: CampaignStory): string {
  return formatShare(campaign.optedOut / Math.max(1, campaign.delivered));
}

function campaignInSubject(campaign: CampaignStory, { now, zone }: Clock): string {
  if (campaign.name !== null) return cleanName(campaign.name);
  if (localDay(campaign.began, zone) !== localDay(now, zone)) {
    return `${formatWeekday(campaign.began, zone)}'s campaign`;
  }
  const hour = Number(formatClock(campaign.began, zone).slice(0, 2));
  const part = hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
  return `this ${part}'s campaign`;
}

function previewOf(story: NumberHighStory): string {
  const campaign = blamed(story);
  const lead = leadLine(story);
  const stop = "If the campaign is still running, stop it now.";
  if (!campaign) return lead ? `${leadOf(lead, clockOf(story)).preview} ${stop}` : stop;
  const times = timesUsual(story);
  const usual = times === null ? "" : `, ${times} times your usual`;
  return `${formatCount(campaign.optedOut)} of ${formatCount(campaign.delivered)} people said stop${usual}. ${stop}`;
}

function timesUsual({ lines }: NumberHighStory): string | null {
  const surge = lines.find(({ factor, points }) => factor === "opt_out_surge" && points > 0);
  const ratio = surge ? surgeRatio(surge) : null;
  return ratio === null ? null : formatTimes(ratio);
}

function whatHappened({ number, before, now, frame }: NumberHighStory): Span[] {
  const name = words`${bold(nameOf(number))}${phoneOf(number)}`;
  const reached = bold(`${now.score}, ${now.band}`);
  const moment = formatMoment(frame.now, frame.zone);
  if (!before) return words`${name} is at ${reached}. ${moment}.`;
  const from = bold(`${before.score}, ${before.band}`);
  return words`${name} went from ${from} to ${reached} in ${formatSpan(frame.now - before.at)}. ${moment}.`;
}

function whyOf(story: NumberHighStory): Span[] {
  const campaign = blamed(story);
  const lead = leadLine(story);
  if (!lead) return words`The score is ${story.now.score}.`;
  const { why, start } = leadOf(lead, clockOf(story));
  const worry = start === null ? "" : ` ${start}`;
  if (!campaign) return words`${why}${worry}`;
  const { frame, usual } = story;
  const k = formatCount(campaign.optedOut);
  const n = formatCount(campaign.delivered);
  const clock = formatRecent(campaign.began, frame.now, frame.zone);
  const received =
    campaign.name === null
      ? words`the campaign that began at ${clock} (${formatCount(campaign.sent)} messages so far; ${link("name it", numberHref(frame, story.number))})`
      : words`${cleanName(campaign.name)} since ${clock}`;
  const compared = usual === null ? "." : `; your usual is ${formatShare(usual)}.`;
  return words`${k} of the ${n} people who received ${received} asked you to stop. That is ${shareOf(campaign)}${compared}${worry}`;
}

function pointsOf(story: NumberHighStory): Block {
  const rows = story.lines
    .filter(({ points }) => points !== 0)
    .map((line) => ({ label: lineLabel(line, clockOf(story)), points: line.points }));
  return { block: "points", rows, total: { label: "Score", points: story.now.score } };
}

const largeSample = 1000;

function sureOf(story: NumberHighStory): Block[] {
  const line = leadLine(story);
  const parts: string[] = [];
  if (line?.interval90 && line.sample !== null) {
    const [low, high] = formatRange(line.interval90[0], line.interval90[1]);
    const size = line.sample >= largeSample ? "a large sample" : "not many";
    parts.push(
      `Sure? ${formatCount(line.sample)} messages are ${size}; the true rate is very likely between ${low} and ${high}.`,
    );
  }
  if (!story.seesBlocks) {
    parts.push("We cannot see blocks or reports on this number; WhatsApp tells nobody.");
  }
  return parts.length > 0 ? [paragraph`${parts.join(" ")}`] : [];
}

function pictureOf(story: NumberHighStory): Picture | undefined {
  const { chart, before, now, campaign, frame } = story;
  if (!chart) return undefined;
  const past = before ? `near ${before.score} all week, ${now.score} now` : `${now.score} now`;
  const began = campaign ? `; ${beganWords(campaign, frame)}` : "";
  return { png: drawChart(chart), alt: `Score ${past}${began}.` };
}

function beganWords(campaign: CampaignStory, { now, zone }: NumberHighStory["frame"]): string {
  const name = campaign.name === null ? "the campaign" : cleanName(campaign.name);
  const clock = formatClock(campaign.began, zone);
  const isToday = localDay(campaign.began, zone) === localDay(now, zone);
  return `${name} began ${clock} ${isToday ? "today" : `on ${formatWeekday(campaign.began, zone)}`}`;
}
