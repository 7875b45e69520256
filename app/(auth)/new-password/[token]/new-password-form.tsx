"use client";

import { AccountForm } from "@/app/(auth)/account-form";
import { resetPassword } from "@/app/_queries/account";
import { signIn } from "@/app/_queries/sign-in";

export function NewPasswordForm({ token }: { token: string }) {
  return (
    <AccountForm
      fields={[
        {
          name: "password",
          label: "New password",
          type: "password",
          autoComplete: "new-password",
          minLength: 10,
          hint: "At least 10 characters. You are signed out everywhere else.",
        },
      ]}
      button="Set the password"
      busyWords="Setting…"
      send={async ({ password = "" }) => {
        const { email } = await resetPassword(token, password);
        const result = await signIn(email, password);
        window.location.assign(result === "signed in" ? "/" : "/sign-in");
      }}
    />
  );
}
