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
  readAccount,
  readAt,
  readCategory,
  readCode,
  readCount,
  readKind,
  readNumber,
  readTexts,
  readUntil,
  refuse,
  type End,
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

/** Every field that is there must be well-formed, also where the kind has no use for it. */
interface Row {
  number: NumberRef | undefined;
  account: string | undefined;
  at: Instant;
  texts: Texts;
  category: Category | undefined;
  code: number | undefined;
  count: number;
  until: End | undefined;
}

/** One row of our own format as an event, or the first field that is wrong and how to mend it. Unknown fields are left alone. */
export function readOwnEvent(raw: unknown, options: OwnOptions): OwnReading {
  if (!isObject(raw)) return refuse("", "malformed", "Send each event as a JSON object.");
  const kind = readKind(raw);
  if ("refusal" in kind) return kind;
  const row = readRow(raw, options);
  if ("refusal" in row) return row;
  return isCountedKind(kind.value)
    ? readCounted(kind.value, row.value)
    : readFact(kind.value, row.value);
}

function readRow(raw: JsonObject, { origin, now, number }: OwnOptions): Field<Row> {
  const isFile = origin === "import";
  return all<Row>({
    number: readNumber(raw, number),
    account: readAccount(raw),
    at: readAt(raw, now, isFile),
    texts: readTexts(raw),
    category: readCategory(raw),
    code: readCode(raw, isFile),
    count: readCount(raw, isFile),
    until: readUntil(raw),
  });
}

const countedKinds: ReadonlySet<OwnKind> = new Set([...trafficKinds, ...peopleKinds]);

function isCountedKind(kind: OwnKind): kind is CountedKind {
  return countedKinds.has(kind);
}

/** In our own format the `message` of an answer is the message it answers. */
const answering: ReadonlySet<CountedKind> = new Set<CountedKind>(["replied", "opted_out"]);

function readCounted(kind: CountedKind, row: Row): OwnReading {
  const { at, number, account, category, code, count } = row;
  if (!number) return refuse("number", "missing", `Name the number that this ${kind} belongs to.`);
  const { recipient, value: _unused, ...texts } = row.texts;
  const event: InboundCountedEvent = { kind, at, number, count, ...texts };
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

function readFact(kind: Extract<OwnKind, PlatformKind>, row: Row): OwnReading {
  const { at, number, account, texts } = row;
  if (!number && account === undefined) {
    return refuse(
      "number",
      "missing",
      "Name the number, or the account when it holds for all of it.",
    );
  }
  const said = all({ template: readTemplate(kind, texts), value: readValue(kind, texts) });
  if ("refusal" in said) return said;

  const fact: InboundFact = { kind, at, ...said.value.template, ...said.value.value };
  if (row.until) Object.assign(fact, endOfKind(kind, row.until));
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

function readValue(kind: OwnKind, { value }: Texts): Field<Pick<InboundFact, "value">> {
  const words = valueWords[kind];
  if (words) {
    const word = value?.toLowerCase();
    if (word !== undefined && words.includes(word)) return { value: { value: word } };
    const reason = value === undefined ? "missing" : "unknown_value";
    return refuse("value", reason, `Use one of: ${words.join(", ")}.`);
  }
  if (value === undefined || !openValueKinds.has(kind)) return { value: {} };
  return codeWordPattern.test(value)
    ? { value: { value: normalRestriction(value.toUpperCase()) } }
    : refuse(
        "value",
        "malformed",
        "Write WhatsApp's own word, such as RESTRICTED_UTILITY_TEMPLATES.",
      );
}

function endOfKind(kind: OwnKind, { until, day }: End): Pick<InboundFact, "until" | "detail"> {
  if (!untilKinds.has(kind)) return {};
  return kind === "disable_scheduled" ? { until, detail: { day } } : { until };
}
