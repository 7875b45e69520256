"use client";

import { useState } from "react";
import { AccountForm } from "@/app/(auth)/account-form";
import { askSignUp } from "@/app/_queries/account";

export function AskForm() {
  const [asked, setAsked] = useState(false);
  if (asked) {
    return (
      <p role="status" className="note good">
        Look into your mails: a link to go on is on its way. It holds for one day.
      </p>
    );
  }
  return (
    <AccountForm
      fields={[{ name: "email", label: "E-mail", type: "email", autoComplete: "username" }]}
      button="Confirm the address"
      busyWords="Sending…"
      send={async ({ email = "" }) => {
        await askSignUp(email);
        setAsked(true);
      }}
    />
  );
}
