import { z } from "./zod";

export const digestJson = z.enum(["weekly", "daily", "never"]);

/** A time of the day, "22:00". */
export const clockJson = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "Write a time of the day such as 22:00.");

export const quietJson = z
  .object({ from: clockJson, until: clockJson })
  .refine(({ from, until }) => from !== until, "Quiet hours end at another time than they begin.");

/** GET /api/v1/me/mails: what the signed-in person gets from this workspace, and when. */
export const mailChoiceJson = z.object({
  workspace: z.string(),
  receivesMails: z.boolean(),
  digest: digestJson,
  /** Of the person, in all their workspaces; null: none of their own. */
  quiet: z.object({ from: clockJson, until: clockJson }).nullable(),
  /** The clock that all of this goes by. */
  zone: z.string(),
  /** Nobody else gets alert mails of this workspace. */
  lastReceiver: z.boolean(),
});
export type MailChoiceJson = z.infer<typeof mailChoiceJson>;

/** PATCH /api/v1/me/mails. What is not named stays. */
export const changeMailChoiceJson = z
  .object({ receivesMails: z.boolean(), digest: digestJson, quiet: quietJson.nullable() })
  .partial();
export type ChangeMailChoiceJson = z.infer<typeof changeMailChoiceJson>;
