import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { assignNumbers } from "@/lib/services/assign-numbers";
import { assignNumbersJson } from "@/lib/wire/client";

/** Several numbers to one client, or to none. */
export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = requireUnlimited(await requireApiCaller(context, request, "write", now));
  const assignment = assignNumbersJson.parse(await readJson(request));
  return Response.json(await assignNumbers(context, caller, assignment, now));
});
