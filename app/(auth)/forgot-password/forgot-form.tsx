"use client";

import { useState } from "react";
import { AccountForm } from "@/app/(auth)/account-form";
import { askPasswordReset } from "@/app/_queries/account";

export function ForgotForm() {
  const [asked, setAsked] = useState(false);
  if (asked) {
    return (
      <p role="status" className="note good">
        If there is an account with this address, a link is on its way. It holds for one hour.
      </p>
    );
  }
  return (
    <AccountForm
      fields={[{ name: "email", label: "E-mail", type: "email", autoComplete: "username" }]}
      button="Send me a link"
      busyWords="Sending…"
      send={async ({ email = "" }) => {
        await askPasswordReset(email);
        setAsked(true);
      }}
    />
  );
}
