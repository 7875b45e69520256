import { z } from "@/lib/wire/zod";

const csrf = z.object({ csrfToken: z.string() });
const answer = z.object({ url: z.string() });

export type SignInResult =
  | "signed in"
  | "wrong"
  | "too many tries"
  | "wrong place"
  | "no workspace"
  | "unreachable";

const meanings: Record<string, SignInResult> = {
  Unavailable: "unreachable",
  AccessDenied: "no workspace",
};

/** next-auth's credentials door, spoken to directly: its browser part would be ten times this size. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  try {
    const response = await post("callback/credentials", { email, password });
    if (response.status === 429) return "too many tries";
    if (response.status === 403) return "wrong place";
    const { url } = answer.parse(await response.json());
    const error = new URL(url, window.location.href).searchParams.get("error");
    return error === null ? "signed in" : (meanings[error] ?? "wrong");
  } catch {
    return "unreachable";
  }
}

/** Leaves for the sign-in service, which leads back to `back`: an address of ours. */
export async function signInWithGoogle(back: string): Promise<void> {
  const response = await post("signin/google", { callbackUrl: back });
  window.location.assign(answer.parse(await response.json()).url);
}

export async function signOut(next = "/sign-in"): Promise<void> {
  await post("signout", {});
  window.location.assign(next);
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const { csrfToken } = csrf.parse(await (await fetch("/api/auth/csrf")).json());
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
  return fetch(`/api/auth/${path}`, { method: "POST", body });
}
