import { z } from "./zod";
import { categories } from "@/lib/domain/event";
import { endOf, momentOf } from "@/lib/domain/moment";
import {
  accountKinds,
  accountPattern,
  codeWordPattern,
  largestCode,
  largestCount,
  numberPattern,
  openValueKinds,
  ownKinds,
  ownTextLimits,
  templateKinds,
  valueWords,
} from "@/lib/domain/own-event";
import { isStorable } from "@/lib/domain/storable";

const text = (most: number) =>
  z.string().min(1).max(most).refine(isStorable, "holds NUL or broken characters").nullish();

const moment = z.union([z.string(), z.number()]);

const fields = z.object({
  id: text(ownTextLimits.id).describe("Idempotency key within the number, for 30 days."),
  number: z
    .string()
    .regex(numberPattern)
    .nullish()
    .describe("E.164 with its plus, or the provider's phone-number id in bare digits."),
  account: z.string().regex(accountPattern).nullish().describe("WhatsApp account id."),
  kind: z.enum(ownKinds),
  at: moment
    .refine((raw) => momentOf(raw) !== undefined, "is no moment")
    .describe("RFC 3339, or unix seconds or milliseconds."),
  message: text(ownTextLimits.message).describe("The provider's message id; hashed on arrival."),
  recipient: text(ownTextLimits.recipient).describe("Phone or user id; hashed on arrival."),
  category: z.enum(categories).nullish(),
  template: text(ownTextLimits.template),
  campaign: text(ownTextLimits.campaign),
  list: text(ownTextLimits.list).describe("Where the contact came from."),
  code: z.int().min(0).max(largestCode).nullish().describe("The provider's error code."),
  value: text(ownTextLimits.value).describe("New state, by kind."),
  until: moment
    .refine((raw) => endOf(raw) !== undefined, "is no moment and no day")
    .nullish()
    .describe("End of a restriction; day of a scheduled disable."),
  count: z
    .int()
    .min(1)
    .max(largestCount)
    .nullish()
    .describe("So many equal events; 1 when left out."),
});

/**
 * One event of the public format. The doors read it by hand, because they read thousands a second; a test holds the two
 * together. What depends on the clock (too far ahead, too old) only the doors can say.
 */
export const ownEventJson = fields.superRefine((event, context) => {
  for (const path of missing(event)) {
    context.addIssue({ code: "custom", path: [path], message: "is missing" });
  }
  if (!isValueOfKind(event)) {
    context.addIssue({ code: "custom", path: ["value"], message: "does not belong to this kind" });
  }
});

type Fields = z.output<typeof fields>;

function missing({ kind, number, account, template, value }: Fields): string[] {
  const paths: string[] = [];
  const hasNode = number ?? (accountKinds.has(kind) ? account : undefined);
  if (!hasNode) paths.push("number");
  if (templateKinds.has(kind) && !template) paths.push("template");
  if (valueWords[kind] && !value) paths.push("value");
  return paths;
}

function isValueOfKind({ kind, value }: Fields): boolean {
  if (!value) return true;
  const words = valueWords[kind];
  if (words) return words.includes(value.toLowerCase());
  return !openValueKinds.has(kind) || codeWordPattern.test(value);
}
