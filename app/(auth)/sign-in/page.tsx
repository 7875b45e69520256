import Link from "next/link";
import { redirect } from "next/navigation";
import { isInstalled } from "@/db/queries/users";
import { findPageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { GoogleButton } from "@/app/(auth)/google-button";
import { refusedWords } from "@/app/_ui/refused-words";
import { SignInForm } from "./sign-in-form";

interface Page {
  searchParams: Promise<{ error?: string | string[] }>;
}

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: Page) {
  const context = getContext();
  const { error } = await searchParams;
  const refused = refusedWords(error);
  const session = await findPageSession(context, new Date());
  // Who is signed in and was refused a link goes back to where it was asked for.
  if (session) redirect(refused === undefined ? "/" : `/settings/you?refused=${String(error)}`);
  if (!(await isInstalled(context.db))) redirect("/setup");
  return (
    <>
      <h1>Sign in</h1>
      {refused !== undefined && (
        <p role="alert" className="note warn">
          {refused}
        </p>
      )}
      <SignInForm />
      {context.env.google && <GoogleButton words="Continue with Google" back="/" />}
      <p className="small links">
        <Link href="/forgot-password">Forgot your password?</Link>
        {context.env.signUp === "open" && <Link href="/sign-up">Make an account</Link>}
      </p>
    </>
  );
}
