"use client";

import { type FormEvent, useState } from "react";
import { z } from "@/lib/wire/zod";
import { signIn } from "@/app/_queries/sign-in";
import type { SignInResult } from "@/app/_queries/sign-in";
import { TextField } from "@/app/_ui/text-field";

const words: Record<Exclude<SignInResult, "signed in">, string> = {
  wrong: "E-mail or password is wrong.",
  "too many tries": "Too many tries just now. Wait a moment, then try again.",
  "wrong place": "Open Banguard at its own address to sign in.",
  "no workspace": "This account belongs to no workspace any more. Ask to be invited again.",
  unreachable: "Banguard does not answer. Try again in a moment.",
};

const given = z.object({ email: z.string(), password: z.string() });

export function SignInForm() {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { email, password } = given.parse(Object.fromEntries(new FormData(event.currentTarget)));
    setBusy(true);
    const result = await signIn(email, password);
    if (result === "signed in") return window.location.assign("/");
    setProblem(words[result]);
    setBusy(false);
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextField name="email" label="E-mail" type="email" autoComplete="username" autoFocus />
      <TextField name="password" label="Password" type="password" autoComplete="current-password" />
      {problem !== undefined && (
        <p role="alert" className="note warn">
          {problem}
        </p>
      )}
      <button type="submit" className="button main wide" disabled={busy}>
        {busy ? "Signing in…" : "Sign in"}
      </button>
    </form>
  );
}
