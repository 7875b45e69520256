import { AppError } from "@/lib/errors";
import type { UnsubscribedJson } from "@/lib/wire/unsubscribe";
import { actFromMail } from "./act-from-mail";
import type { Core } from "./core";
import { readLink } from "./mail-link";

/** The mail program's own button. Only links of a List-Unsubscribe header do it: no other act may happen unasked. */
export async function unsubscribe(
  core: Core,
  token: string,
  now: Date,
): Promise<UnsubscribedJson["ended"]> {
  const act = readLink(core.env.authSecret, token, now)?.act;
  const ends = act === "digest_never" || act === "alerts_off";
  if (!ends || !(await actFromMail(core, token, undefined, now))) {
    throw new AppError("not_found", "This link no longer works.");
  }
  return act === "digest_never" ? "digest" : "alerts";
}
