const words: Record<string, string> = {
  Unverified: "Google has not verified this mail address, so it proves nothing here.",
  PasswordFirst:
    "There is an account with this address. Sign in with its password; then you can link Google under Settings, You.",
  LinkedElsewhere: "This Google account is linked to another person here.",
  NotInvited: "Nobody here knows this Google account. Ask an administrator to invite you.",
  AccessDenied: "This account belongs to no workspace. Ask an administrator to invite you.",
};

const others = /^(?:OAuth|Callback)/;

/** What a sign-in service's visitor is told; undefined for anything that is no word of ours. */
export function refusedWords(error: string | string[] | undefined): string | undefined {
  if (typeof error !== "string") return undefined;
  const known = Object.hasOwn(words, error) ? words[error] : undefined;
  if (known !== undefined) return known;
  return others.test(error) ? "Signing in with Google did not work. Try again." : undefined;
}
