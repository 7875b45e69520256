import type { FactDetail, TemplateRef } from "@/lib/domain/event";
import { isStopButton, tellsHowToStop } from "@/lib/domain/opt-out";
import {
  codeWordOf,
  idOf,
  isObject,
  listOf,
  objectIn,
  textIn,
  type JsonObject,
} from "@/lib/providers/json";
import { humanDay, unixMoment } from "@/lib/domain/moment";
import { templateStates } from "@/lib/domain/template-state";
import { categoryWord, ratingWord } from "@/lib/providers/template-words";
import { onAccount, type Change, type FactBody, type FactReader, type Flaw } from "./change";

type Node = Pick<FactBody, "account" | "template">;

function onTemplate(change: Change): Node | Flaw {
  const { value } = change;
  const name = textIn(value, "message_template_name", 512);
  if (name === undefined) return { reason: "malformed", at: "message_template_name" };
  const template: TemplateRef = { name };
  const language = textIn(value, "message_template_language", 32);
  const id = idOf(value["message_template_id"]);
  if (language !== undefined) template.language = language;
  if (id !== undefined) template.id = id;
  return { ...onAccount(change), template };
}

const states: ReadonlySet<string> = new Set(templateStates);

/** Meta's own page sends a quality update under this field's name, so what is inside decides. */
export const readTemplateStatus: FactReader = (change) => {
  if (change.value["new_quality_score"] !== undefined) return readTemplateQuality(change);
  const node = onTemplate(change);
  if ("reason" in node) return [node];
  const event = codeWordOf(change.value["event"])?.toLowerCase();
  if (event === undefined) return [{ reason: "malformed", at: "event" }];
  if (!states.has(event)) return [{ reason: "unknown_value", at: "event" }];
  const fact: FactBody = { kind: "template_status", ...node, value: event };
  const detail = statusDetail(change);
  if (Object.keys(detail).length > 0) fact.detail = detail;
  return [fact];
};

function statusDetail(change: Change): FactDetail {
  const { value } = change;
  const detail: FactDetail = {};
  const reason = codeWordOf(value["reason"]);
  if (reason !== undefined && reason !== "NONE") detail.reason = reason;
  const step = codeWordOf(objectIn(value, "other_info")?.["title"]);
  if (step !== undefined) detail.step = step.toLowerCase();
  const day = humanDay(objectIn(value, "disable_info")?.["disable_date"]);
  if (day !== undefined) detail.day = day;
  const text = rejectionText(change);
  if (text !== undefined) detail.text = text;
  return detail;
}

/** The documents show it beside `value`, fixtures inside. */
function rejectionText({ value, raw }: Change): string | undefined {
  const info = objectIn(value, "rejection_info") ?? objectIn(raw, "rejection_info");
  return info && textIn(info, "reason", 1000);
}

export const readTemplateQuality: FactReader = (change) => {
  const node = onTemplate(change);
  if ("reason" in node) return [node];
  const rating = ratingWord(change.value["new_quality_score"]);
  if (rating === undefined) return [unread(change.value, "new_quality_score")];
  const fact: FactBody = { kind: "template_quality", ...node, value: rating };
  const previous = ratingWord(change.value["previous_quality_score"]);
  if (previous !== undefined) fact.detail = { previous };
  return [fact];
};

/** `impending`: 24 hours ahead, `new_category` is what it still is. `completed`: `new_category` is what it became. */
export const readTemplateCategory: FactReader = (change) => {
  const isImpending = change.value["correct_category"] !== undefined;
  return isImpending
    ? categoryFacts(change, "correct_category", "new_category", "impending")
    : categoryFacts(change, "new_category", "previous_category", "completed");
};

export const readCategoryDetection: FactReader = (change) =>
  categoryFacts(change, "correct_category", "category", "detected");

function categoryFacts(
  change: Change,
  now: string,
  before: string,
  step: string,
): readonly (FactBody | Flaw)[] {
  const node = onTemplate(change);
  if ("reason" in node) return [node];
  const { value } = change;
  const category = categoryWord(value[now]);
  if (category === undefined) return [unread(value, now)];
  const detail: FactDetail = { step };
  const previous = categoryWord(value[before]);
  if (previous !== undefined) detail.previous = previous;
  const fact: FactBody = { kind: "template_category", ...node, value: category, detail };
  const until = unixMoment(value["category_update_timestamp"]);
  if (until !== undefined) fact.until = until;
  return [fact];
}

const mostTexts = 30;

/**
 * What a template says is not kept: only whether it tells people how to stop. Buttons and footer are looked at as
 * whole phrases, the footer's and the body's sentences also for "reply STOP" within them.
 */
export const readTemplateComponents: FactReader = (change) => {
  const node = onTemplate(change);
  if ("reason" in node) return [node];
  const { value } = change;
  const buttons = listOf(value["message_template_buttons"]).slice(0, mostTexts).filter(isObject);
  const labels = buttons.flatMap((button) => button["message_template_button_text"] ?? []);
  const texts = [value["message_template_footer"], value["message_template_element"]];
  const tells =
    labels.some((label) => typeof label === "string" && isStopButton(label)) ||
    texts.some((text) => typeof text === "string" && tellsHowToStop(text));
  return [{ kind: "template_changed", ...node, value: tells ? "with_stop" : "without_stop" }];
};

function unread(value: JsonObject, at: string): Flaw {
  return { reason: typeof value[at] === "string" ? "unknown_value" : "malformed", at };
}
