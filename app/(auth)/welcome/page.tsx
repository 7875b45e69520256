import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { findPageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { pledge } from "@/lib/services/pledge";

export const metadata = { title: "Welcome" };

export default async function WelcomePage() {
  const session = await findPageSession(getContext(), new Date());
  if (!session) redirect("/sign-in");
  if (session.pledgedAt) redirect("/");
  return (
    <>
      <h1>Before the first number, {session.userName}</h1>
      <p>
        We watch numbers whose recipients agreed to hear from you. Banguard will not help to send to
        people who did not.
      </p>
      <p className="soft">
        It warns you when a number behaves like those that get restricted, says why, and what to do
        now. It cannot prevent a restriction, and WhatsApp decides alone.
      </p>
      <form action={agree}>
        <button type="submit" className="button main wide">
          That is us
        </button>
      </form>
    </>
  );
}

async function agree() {
  "use server";
  const context = getContext();
  const now = new Date();
  const session = await findPageSession(context, now);
  if (!session) redirect("/sign-in");
  const address = (await headers()).get("x-banguard-address") ?? undefined;
  const actor = { kind: "person", id: session.userId, name: session.userName, address } as const;
  await pledge(context.db, session.workspaceId, now, actor);
  redirect("/");
}
