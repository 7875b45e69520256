import { requireSelf } from "@/lib/auth/require-person";
import { minutesOf } from "@/lib/domain/clock";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getMailChoice } from "@/lib/services/get-mail-choice";
import { chooseMails } from "@/lib/services/set-mail-choice";
import { changeMailChoiceJson } from "@/lib/wire/mail-choice";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const person = await requireSelf(context, request, "read", new Date());
  return Response.json(await getMailChoice(context, person));
});

export const PATCH = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const person = await requireSelf(context, request, "write", now);
  const { quiet, ...choice } = changeMailChoiceJson.parse(await readJson(request));
  const hours = quiet && { from: minutesOf(quiet.from), until: minutesOf(quiet.until) };
  await chooseMails(context, person, { ...choice, quiet: hours }, now);
  return Response.json(await getMailChoice(context, person));
});
