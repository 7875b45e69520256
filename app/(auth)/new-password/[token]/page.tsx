import Link from "next/link";
import { getContext } from "@/lib/server/context";
import { isLiveReset } from "@/lib/services/reset-password";
import { NewPasswordForm } from "./new-password-form";

interface Page {
  params: Promise<{ token: string }>;
}

export const metadata = { title: "Set a new password" };

export default async function NewPasswordPage({ params }: Page) {
  const { token } = await params;
  const live = await isLiveReset(getContext().db, token, new Date());
  return (
    <>
      <h1>Set a new password</h1>
      {live ? (
        <NewPasswordForm token={token} />
      ) : (
        <p className="note warn">
          This link was used or is too old. <Link href="/forgot-password">Ask for another one</Link>
          .
        </p>
      )}
    </>
  );
}
