import { notFound } from "next/navigation";
import { getContext } from "@/lib/server/context";
import { AskForm } from "./ask-form";
import { SignUpForm } from "./sign-up-form";

export const metadata = { title: "Make an account" };

export default async function SignUpPage() {
  const { env } = getContext();
  if (env.signUp !== "open") notFound();
  return (
    <>
      <h1>Make an account</h1>
      {env.mail ? (
        <AskForm />
      ) : (
        <SignUpForm zones={["UTC", ...Intl.supportedValuesOf("timeZone")]} />
      )}
    </>
  );
}
