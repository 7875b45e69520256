import Link from "next/link";
import { notFound } from "next/navigation";
import { SignUpForm } from "@/app/(auth)/sign-up/sign-up-form";
import { getContext } from "@/lib/server/context";
import { readAddressToken } from "@/lib/services/sign-up";

interface Page {
  params: Promise<{ token: string }>;
}

export const metadata = { title: "Make an account" };

export default async function ConfirmedSignUpPage({ params }: Page) {
  const { env } = getContext();
  if (env.signUp !== "open") notFound();
  const token = decodeURIComponent((await params).token);
  const email = readAddressToken(env, token, new Date());
  return (
    <>
      <h1>Make an account</h1>
      {email === undefined ? (
        <p className="note warn">
          This link is too old or not whole. <Link href="/sign-up">Ask for another one</Link>.
        </p>
      ) : (
        <>
          <p className="soft">
            For <b>{email}</b>.
          </p>
          <SignUpForm token={token} zones={["UTC", ...Intl.supportedValuesOf("timeZone")]} />
        </>
      )}
    </>
  );
}
