"use client";

import { AccountForm } from "@/app/(auth)/account-form";
import { signUp } from "@/app/_queries/account";
import { signIn } from "@/app/_queries/sign-in";
import { useBrowserValue } from "@/app/_ui/use-browser-value";
import { ZoneField } from "@/app/_ui/zone-field";

const email = {
  name: "email",
  label: "E-mail",
  type: "email",
  autoComplete: "username",
  hint: "You sign in with it, and alerts go there.",
};
const fields = [
  { name: "name", label: "Your name", autoComplete: "name", maxLength: 80 },
  {
    name: "password",
    label: "Password",
    type: "password",
    autoComplete: "new-password",
    minLength: 10,
    hint: "At least 10 characters.",
  },
  {
    name: "workspace",
    label: "Workspace",
    autoComplete: "organization",
    maxLength: 80,
    hint: "Your company or agency.",
  },
];

/** `token`: of a mailed link, which stands for the address. */
export function SignUpForm({ zones, token }: { zones: string[]; token?: string }) {
  const here = useBrowserValue<string>(
    () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    "UTC",
  );
  return (
    <AccountForm
      fields={token === undefined ? [email, ...fields] : fields}
      button="Create account"
      busyWords="Creating…"
      send={async ({ email: given, name = "", password = "", workspace = "", zone = "UTC" }) => {
        const account = await signUp({
          name,
          password,
          workspace,
          zone,
          ...(token === undefined ? { email: given } : { token }),
        });
        const result = await signIn(account.email, password);
        window.location.assign(result === "signed in" ? "/" : "/sign-in");
      }}
    >
      <ZoneField key={here} zones={zones} defaultValue={here} />
    </AccountForm>
  );
}
