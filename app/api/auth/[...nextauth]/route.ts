import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { readCookie } from "@/lib/auth/cookie";
import { type Asker, nextAuthOptions } from "@/lib/auth/next-auth-options";
import { addressOf, findRequestSession, requireOwnOrigin } from "@/lib/auth/session";
import { agentWords } from "@/lib/domain/agent-words";
import { handle, toProblem } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { welcomeStranger } from "@/lib/services/welcome-stranger";

interface Route {
  params: Promise<{ nextauth: string[] }>;
}

/** next-auth checks a token of its own on writes; a write from another site's page does not even reach it. */
const answer = handle(async (request: NextRequest, route: Route): Promise<Response> => {
  const context = getContext();
  const now = new Date();
  if (request.method !== "GET") requireOwnOrigin(context, request);
  const session = await findRequestSession(context, request, now);
  const address = addressOf(request);
  const asker: Asker = {
    address,
    agent: agentWords(request.headers.get("user-agent") ?? undefined),
    sessionHash: session?.idHash,
    welcome: (stranger) =>
      welcomeStranger(
        context,
        { ...stranger, userId: session?.userId, invitation: invitationOf(request), address },
        now,
      ),
  };
  const options = nextAuthOptions(context, () => now, asker);
  const answered = (await NextAuth(request, route, options)) as Response;
  return asker.refused ? toProblem(asker.refused) : answered;
});

/** The invitation from whose page somebody went to a sign-in service: next-auth keeps the way back in a cookie. */
function invitationOf(request: Request): string | undefined {
  const cookies = request.headers.get("cookie");
  const back =
    readCookie(cookies, "__Secure-next-auth.callback-url") ??
    readCookie(cookies, "next-auth.callback-url");
  return /\/invitation\/([\w-]{1,200})$/.exec(decodeURIComponent(back ?? ""))?.[1];
}

export { answer as GET, answer as POST };
