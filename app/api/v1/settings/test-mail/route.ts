import { requirePerson } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { orderTestMail } from "@/lib/services/order-test-mail";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const person = requirePerson(await requireApiCaller(context, request, "write", now));
  return Response.json(await orderTestMail(context, person, now));
});
