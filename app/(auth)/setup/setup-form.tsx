"use client";

import Link from "next/link";
import { useActionState, useEffect, useId, useState } from "react";
import { signIn } from "@/app/_queries/sign-in";
import { TextField } from "@/app/_ui/text-field";
import { useBrowserValue } from "@/app/_ui/use-browser-value";

export type SetupState =
  | { kind: "asking" }
  | { kind: "refused"; field: string; detail: string }
  | { kind: "made" };

interface SetupFormProps {
  action: (previous: SetupState, form: FormData) => Promise<SetupState>;
  asksCode: boolean;
  zones: string[];
}

const code = {
  name: "code",
  label: "Set-up code",
  autoComplete: "off",
  hint: "Printed in the terminal where Banguard was started.",
};
const fields = [
  { name: "name", label: "Your name", autoComplete: "name" },
  {
    name: "email",
    label: "E-mail",
    type: "email",
    autoComplete: "username",
    hint: "You sign in with it, and alerts go there.",
  },
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
    hint: "Your company or agency.",
  },
];

export function SetupForm({ action, asksCode, zones }: SetupFormProps) {
  const [state, send, busy] = useActionState(action, { kind: "asking" });
  // React empties a form after its action; what was typed must survive a refusal.
  const [typed, setTyped] = useState<Record<string, string>>({});
  const { email = "", password = "" } = typed;
  const wrong = (field: string) =>
    state.kind === "refused" && state.field === field ? state.detail : undefined;

  useEffect(() => {
    if (state.kind !== "made") return;
    void signIn(email, password).then((result) => {
      window.location.assign(result === "signed in" ? "/" : "/sign-in");
    });
  }, [state, email, password]);

  return (
    <form action={send}>
      {(asksCode ? [code, ...fields] : fields).map((field) => (
        <TextField
          key={field.name}
          {...field}
          value={typed[field.name] ?? ""}
          onChange={({ target }) =>
            setTyped((before) => ({ ...before, [field.name]: target.value }))
          }
          wrong={wrong(field.name)}
        />
      ))}
      <ZoneField zones={zones} />
      {wrong("") !== undefined && (
        <p role="alert" className="note warn">
          {wrong("")} <Link href="/sign-in">Sign in</Link>
        </p>
      )}
      <button type="submit" className="button main wide" disabled={busy || state.kind === "made"}>
        {busy || state.kind === "made" ? "Creating…" : "Create account"}
      </button>
    </form>
  );
}

/** Browsers still say some zones by the names they had before. */
const renamedZones: Record<string, string> = {
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Europe/Kiev": "Europe/Kyiv",
};

function browserZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return renamedZones[zone] ?? zone;
}

/** Starts with the browser's own zone. */
function ZoneField({ zones }: { zones: string[] }) {
  const id = useId();
  const here = useBrowserValue(browserZone, "UTC");
  const [chosen, setChosen] = useState<string>();
  const zone = chosen ?? here;
  const offered = zones.includes(zone) ? zones : [zone, ...zones];
  return (
    <div className="field">
      <label htmlFor={id}>Time zone</label>
      <select
        id={id}
        name="zone"
        className="select"
        value={zone}
        onChange={(event) => setChosen(event.target.value)}
      >
        {offered.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <span className="hint">Days and hours on pages and in mails are counted in it.</span>
    </div>
  );
}
