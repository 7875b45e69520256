import {
  peopleKinds,
  trafficKinds,
  type Category,
  type CountedKind,
  type InboundCountedEvent,
  type InboundEvent,
  type InboundFact,
  type Instant,
  type NumberRef,
  type PlatformKind,
  type Recipient,
} from "@/lib/domain/event";
import { endOf, writtenDay } from "@/lib/domain/moment";
import {
  codeWordPattern,
  openValueKinds,
  templateKinds,
  untilKinds,
  valueWords,
  type OwnKind,
} from "@/lib/domain/own-event";
import { isObject, type JsonObject } from "@/lib/providers/json";
import { recipientOf } from "@/lib/providers/recipient";
import { normalRestriction } from "@/lib/providers/restriction-words";
import {
  all,
  isAbsent,
  readAccount,
  readAt,
  readCategory,
  readCode,
  readCount,
  readKind,
  readNumber,
  readTexts,
  refuse,
  type Field,
  type Refusal,
  type Texts,
} from "./own-fields";

export interface OwnOptions {
  /** Files may go back 400 days, and all their cells may be texts. */
  origin: "api" | "import" | "provider";
  now: Instant;
  /** Stands for rows that name no number (`npm run import -- --number`). */
  number?: string;
}

export type OwnReading = { event: InboundEvent } | { refusal: Refusal };

interface Common {
  number: NumberRef | undefined;
  account: string | undefined;
  at: Instant;
  texts: Texts;
}

/** One row of our own format as an event, or the first field that is wrong and how to mend it. Unknown fields are left alone. */
export function readOwnEvent(row: unknown, options: OwnOptions): OwnReading {
  if (!isObject(row)) return refuse("", "malformed", "Send each event as a JSON object.");
  const kind = readKind(row);
  if ("refusal" in kind) return kind;
  const common = readCommon(row, options);
  if ("refusal" in common) return common;
  return isCountedKind(kind.value)
    ? readCounted(kind.value, row, common.value, options)
    : readFact(kind.value, row, common.value);
}

function readCommon(row: JsonObject, { origin, now, number }: OwnOptions): Field<Common> {
  return all<Common>({
    number: readNumber(row, number),
    account: readAccount(row),
    at: readAt(row, now, origin === "import"),
    texts: readTexts(row),
  });
}

const countedKinds: ReadonlySet<OwnKind> = new Set([...trafficKinds, ...peopleKinds]);

function isCountedKind(kind: OwnKind): kind is CountedKind {
  return countedKinds.has(kind);
}

/** In our own format the `message` of an answer is the message it answers. */
const answering: ReadonlySet<CountedKind> = new Set<CountedKind>(["replied", "opted_out"]);

interface Counted {
  category: Category | undefined;
  code: number | undefined;
  count: number;
}

function readCounted(
  kind: CountedKind,
  row: JsonObject,
  { at, number, account, texts }: Common,
  { origin }: OwnOptions,
): OwnReading {
  if (!number) return refuse("number", "missing", `Name the number that this ${kind} belongs to.`);
  const isFile = origin === "import";
  const counted = all<Counted>({
    category: readCategory(row),
    code: readCode(row, isFile),
    count: readCount(row, isFile),
  });
  if ("refusal" in counted) return counted;
  const { category, code, count } = counted.value;

  const { recipient, ...named } = texts;
  const event: InboundCountedEvent = { kind, at, number, count, ...named };
  if (account !== undefined) event.account = account;
  if (recipient !== undefined) event.recipient = ownRecipient(recipient);
  if (category !== undefined) event.category = category;
  if (kind === "failed" && code !== undefined) event.code = code;
  if (event.message !== undefined && answering.has(kind)) event.answers = event.message;
  return { event };
}

/** A phone number, a user id of WhatsApp's, or any other id the sender knows the person by. */
function ownRecipient(text: string): Recipient {
  return recipientOf(undefined, text) ?? { bsuid: text };
}

function readFact(
  kind: Extract<OwnKind, PlatformKind>,
  row: JsonObject,
  { at, number, account, texts }: Common,
): OwnReading {
  if (!number && account === undefined) {
    return refuse(
      "number",
      "missing",
      "Name the number, or the account when it holds for all of it.",
    );
  }
  const said = all({
    template: readTemplate(kind, texts),
    value: readValue(kind, row),
    until: readUntil(kind, row),
  });
  if ("refusal" in said) return said;
  const { template, value, until } = said.value;

  const fact: InboundFact = { kind, at, ...template, ...value, ...until };
  if (texts.id !== undefined) fact.id = texts.id;
  if (number) fact.number = number;
  if (account !== undefined) fact.account = account;
  return { event: fact };
}

function readTemplate(kind: OwnKind, { template }: Texts): Field<Pick<InboundFact, "template">> {
  if (!templateKinds.has(kind)) return { value: {} };
  if (template === undefined) return refuse("template", "missing", "Name the template.");
  return { value: { template: { name: template } } };
}

function readValue(kind: OwnKind, row: JsonObject): Field<Pick<InboundFact, "value">> {
  const raw = row["value"];
  const words = valueWords[kind];
  if (words) {
    const word = typeof raw === "string" ? raw.toLowerCase() : undefined;
    if (word !== undefined && words.includes(word)) return { value: { value: word } };
    const reason = isAbsent(raw) ? "missing" : "unknown_value";
    return refuse("value", reason, `Use one of: ${words.join(", ")}.`);
  }
  if (isAbsent(raw) || !openValueKinds.has(kind)) return { value: {} };
  if (typeof raw !== "string" || !codeWordPattern.test(raw)) {
    return refuse(
      "value",
      "malformed",
      "Write WhatsApp's own word, such as RESTRICTED_BIZ_INITIATED_MESSAGING.",
    );
  }
  return { value: { value: normalRestriction(raw.toUpperCase()) } };
}

function readUntil(kind: OwnKind, row: JsonObject): Field<Pick<InboundFact, "until" | "detail">> {
  const raw = row["until"];
  if (isAbsent(raw) || !untilKinds.has(kind)) return { value: {} };
  const until = endOf(raw);
  if (until === undefined) {
    return refuse(
      "until",
      "malformed",
      "Write until as 2026-11-29T00:00:00Z or as a day, 2026-11-29.",
    );
  }
  const day = kind === "disable_scheduled" ? writtenDay(raw) : undefined;
  return { value: day === undefined ? { until } : { until, detail: { day } } };
}
