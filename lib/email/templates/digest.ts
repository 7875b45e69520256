import { tasksOf, type Digest, type DigestRow } from "@/lib/domain/digest/digest";
import {
  bold,
  cleanName,
  heading,
  italic,
  link,
  paragraph,
  words,
  type Block,
  type Mail,
  type Span,
} from "@/lib/email/document";
import {
  formatCount,
  formatMoment,
  formatShortDate,
  formatWeekday,
  noonOf,
  plural,
} from "@/lib/email/format";
import { clauseWords, saidWords, sentence, taskWords, todoWords } from "./digest-words";
import { numbersOf, sightOf, spanName, unsent } from "./digest-figures";
import { estimate } from "./frame";

/** ux.md 3.4 */
export function digestMail(digest: Digest): Mail {
  return {
    subject: `Your WhatsApp numbers, ${spanWords(digest)}: ${inSubject(digest)}`,
    preview: previewOf(digest),
    blocks: [...bodyOf(digest), ...endOf(digest)],
  };
}

function at(digest: Digest, stage: DigestRow["stage"]): DigestRow[] {
  return digest.rows.filter((row) => row.stage === stage);
}

/** "16–22 Nov", "28 Sep – 4 Oct", "Sun 22 Nov". */
function spanWords({ period, zone }: Digest): string {
  const first = noonOf(period.firstDay, zone);
  const last = noonOf(period.lastDay, zone);
  const lastDate = formatShortDate(last, zone);
  if (period.frequency === "daily") return `${formatWeekday(last, zone).slice(0, 3)} ${lastDate}`;
  const firstDate = formatShortDate(first, zone);
  const sameMonth = firstDate.split(" ")[1] === lastDate.split(" ")[1];
  return sameMonth ? `${firstDate.split(" ")[0]}–${lastDate}` : `${firstDate} – ${lastDate}`;
}

function inSubject(digest: Digest): string {
  const all = digest.rows.length;
  if (all === 0) return "nothing has reached us yet";
  const needing = at(digest, "need you").length;
  if (needing > 0) return `${needing} of ${all} ${needing === 1 ? "needs" : "need"} you`;
  const silent = digest.sight.silent.length;
  if (silent > 0) return `nothing needs you, ${silent} we cannot see`;
  const watched = at(digest, "on watch").length;
  if (watched > 0) return `nothing needs you, ${watched} on watch`;
  return digest.figures ? "all quiet" : "nothing sent";
}

const namedInPreview = 3;

function previewOf(digest: Digest): string {
  const needing = at(digest, "need you");
  if (needing.length === 0) return headline(digest);
  const clauses = needing.slice(0, namedInPreview).map((row) => clauseWords(row, digest.zone));
  const rest = needing.length - clauses.length;
  return sentence([...clauses, ...(rest > 0 ? [`and ${rest} more`] : [])].join(", "));
}

function headline(digest: Digest): string {
  const all = digest.rows.length;
  const needing = at(digest, "need you").length;
  if (all === 0) return "Nothing has reached us yet.";
  if (needing > 0) {
    return `${needing} of ${plural(all, "number")} ${needing === 1 ? "needs" : "need"} you.`;
  }
  if (digest.sight.silent.length > 0) {
    return `Nothing needs you, but ${digest.sight.silent.length} of ${all} we cannot see.`;
  }
  const watched = at(digest, "on watch").length;
  if (watched > 0) return `No number needs you, ${watched} of ${all} on watch.`;
  if (!digest.figures) return `You sent nothing ${spanName(digest)}, ${unsent}`;
  return all === 1 ? "Your number is quiet." : `All ${all} numbers are quiet.`;
}

function bodyOf(digest: Digest): Block[] {
  const { rows, now, zone, period, appUrl } = digest;
  const span = period.frequency === "weekly" ? "last week, Monday to Sunday" : "yesterday";
  const head = paragraph`${bold(headline(digest))} ${formatMoment(now, zone)} · ${span}`;
  if (rows.length === 0) {
    return [
      head,
      paragraph`${link("Connect a source", `${appUrl}/sources/connect`)}, and the next digest tells how your numbers stand.`,
    ];
  }
  return [
    head,
    ...section("Need you", at(digest, "need you"), (row) => needLine(row, digest)),
    ...section("On watch", at(digest, "on watch"), (row) => watchLine(row, digest)),
    ...section(
      "We cannot judge",
      at(digest, "cannot judge"),
      (row) => words`${nameLink(row, digest)} · ${told(row, digest)}`,
    ),
    ...quietOf(digest),
    ...weekOf(digest),
    // The first line has said so already.
    ...(headline(digest).includes(unsent) ? [] : [numbersOf(digest)]),
    sightOf(digest),
  ];
}

const mostLines = 30;

function section(
  title: string,
  rows: readonly DigestRow[],
  line: (row: DigestRow) => Span[],
): Block[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, mostLines).map(line);
  const rest = rows.length - shown.length;
  const more = rest > 0 ? [words`and ${formatCount(rest)} more`] : [];
  return [heading(title), { block: "lines", items: [...shown, ...more] }];
}

function nameLink(row: DigestRow, { appUrl }: Digest): Span {
  return { ...link(cleanName(row.name), `${appUrl}/numbers/${row.id}`), spare: true };
}

function told(row: DigestRow, digest: Digest): Span[] {
  const said = saidWords(row.says, digest);
  return row.todo ? words`${said} ${italic(todoWords(row.todo, digest))}` : words`${said}`;
}

const marks = { critical: "■", high: "▲", watch: "◆", low: "○", unknown: "▒" } as const;

function needLine(row: DigestRow, digest: Digest): Span[] {
  const name = { ...nameLink(row, digest), bold: true as const };
  return words`${standing(row, digest)} · ${name} · ${told(row, digest)}`;
}

function standing(row: DigestRow, { period }: Digest): string {
  const { sending, band, score, before } = row;
  if (sending === "stopped" && band !== "high" && band !== "critical") {
    return "✕ cannot send, no ban risk";
  }
  // What WhatsApp has done lifts a score at once: what it was before explains nothing.
  const moved = sending === "ok" && before !== null && before !== score;
  const then = period.frequency === "weekly" ? "last Monday" : "yesterday";
  const was = moved ? ` (${before} ${then})` : "";
  return `${marks[band]} ${score === null ? "" : `${score} `}${band}${was}`;
}

function watchLine(row: DigestRow, digest: Digest): Span[] {
  const { score, before } = row;
  const was = before === null || before === score ? "" : ` (${before})`;
  const falls = row.says.of === "recovering" ? " ↓" : "";
  return words`${score ?? ""}${was}${falls} · ${nameLink(row, digest)} · ${told(row, digest)}`;
}

function quietOf(digest: Digest): Block[] {
  const quiet = at(digest, "quiet");
  if (quiet.length === 0) return [];
  const shown = quiet
    .slice(0, mostLines)
    .map((row) => `${cleanName(row.name)} ${row.score ?? ""}`.trim());
  const rest = quiet.length - shown.length;
  const names = rest > 0 ? [...shown, `and ${formatCount(rest)} more`] : shown;
  return [paragraph`${bold(`Quiet (${quiet.length}):`)} ${names.join(", ")}.`];
}

function weekOf(digest: Digest): Block[] {
  const tasks = tasksOf(digest.rows);
  if (tasks.length === 0) return [];
  const when = digest.period.frequency === "weekly" ? "This week" : "Today";
  const list = tasks.map((task, position) => `${position + 1}. ${taskWords(task)}`);
  return [paragraph`${bold(`${when}, in this order:`)} ${list.join(" · ")}.`];
}

function endOf({ appUrl, workspace }: Digest): Block[] {
  const every = (anchor: string, label: string) =>
    link(label, `${appUrl}/settings/you#digest-${anchor}`);
  return [
    { block: "button", label: "Open all numbers", href: `${appUrl}/numbers` },
    {
      block: "links",
      links: [every("weekly", "Weekly"), every("daily", "daily"), every("never", "never")],
    },
    {
      block: "small",
      spans: words`${estimate} You get this because you are a member of ${cleanName(workspace)}: ${link("change what you get", `${appUrl}/settings/you`)}.`,
    },
  ];
}
