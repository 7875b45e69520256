import { redirect } from "next/navigation";
import { isInstalled } from "@/db/queries/users";
import { findPageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { SignInForm } from "./sign-in-form";

export const metadata = { title: "Sign in" };

export default async function SignInPage() {
  const context = getContext();
  if (await findPageSession(context, new Date())) redirect("/");
  if (!(await isInstalled(context.db))) redirect("/setup");
  return (
    <>
      <h1>Sign in</h1>
      <SignInForm />
    </>
  );
}
