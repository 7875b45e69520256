import { z } from "@/lib/wire/zod";

const csrf = z.object({ csrfToken: z.string() });
const answer = z.object({ url: z.string() });

export type SignInResult = "signed in" | "wrong" | "too many tries" | "unreachable";

/** next-auth's credentials door, spoken to directly: its browser part would be ten times this size. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  try {
    const { url } = answer.parse(await post("callback/credentials", { email, password }));
    const error = new URL(url, window.location.href).searchParams.get("error");
    if (error === null) return "signed in";
    if (error === "Unavailable") return "unreachable";
    return error === "TooManyTries" ? "too many tries" : "wrong";
  } catch {
    return "unreachable";
  }
}

export async function signOut(): Promise<void> {
  await post("signout", {});
  window.location.assign("/sign-in");
}

async function post(path: string, fields: Record<string, string>): Promise<unknown> {
  const { csrfToken } = csrf.parse(await (await fetch("/api/auth/csrf")).json());
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
  const response = await fetch(`/api/auth/${path}`, { method: "POST", body });
  return response.json();
}
