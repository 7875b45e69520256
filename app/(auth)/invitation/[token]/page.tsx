import Link from "next/link";
import { redirect } from "next/navigation";
import { findPageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { findInvitation, isUsedInvitation } from "@/lib/services/find-invitation";
import { InvitationScreen } from "./invitation-screen";

interface Page {
  params: Promise<{ token: string }>;
}

export const metadata = { title: "Invitation" };

export default async function InvitationPage({ params }: Page) {
  const context = getContext();
  const now = new Date();
  const { token } = await params;
  const [invitation, session] = await Promise.all([
    findInvitation(context.db, token, now),
    findPageSession(context, now),
  ]);
  if (!invitation) {
    if (session && (await isUsedInvitation(context.db, session.workspaceId, token))) redirect("/");
    return (
      <>
        <h1>This invitation does not work any more</h1>
        <p className="soft">
          It was used, withdrawn or is too old. Ask for another one, or{" "}
          <Link href="/sign-in">sign in</Link>.
        </p>
      </>
    );
  }
  return (
    <InvitationScreen
      token={token}
      invitation={invitation}
      signedInAs={session?.email}
      google={context.env.google !== undefined}
    />
  );
}
