import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "@/lib/wire/zod";
import { isInstalled } from "@/db/queries/users";
import { AppError } from "@/lib/errors";
import { getContext } from "@/lib/server/context";
import { firstAccount, isOwnPage, isSetupCode, setUp } from "@/lib/services/set-up";
import { SetupForm } from "./setup-form";
import type { SetupState } from "./setup-form";

export const metadata = { title: "Set up" };

export default async function SetupPage() {
  const context = getContext();
  if (await isInstalled(context.db)) redirect("/sign-in");
  return (
    <>
      <div>
        <h1>Set up Banguard</h1>
        <p className="soft">
          The first account and its workspace. There is no default password, so nobody else can be
          first once you are.
        </p>
      </div>
      <SetupForm
        action={createFirstAccount}
        asksCode={context.env.setupCode !== undefined}
        zones={["UTC", ...Intl.supportedValuesOf("timeZone")]}
      />
    </>
  );
}

const code = z.string().catch("");

async function createFirstAccount(_previous: SetupState, form: FormData): Promise<SetupState> {
  "use server";
  const context = getContext();
  if (!isOwnPage(context.env, (await headers()).get("origin"))) {
    return { kind: "refused", field: "", detail: `Open Banguard at ${context.env.appUrl}.` };
  }
  const fields = Object.fromEntries(form);
  if (!isSetupCode(context.env, code.parse(fields["code"]))) {
    return {
      kind: "refused",
      field: "code",
      detail: "This is not the code that was printed when Banguard started.",
    };
  }
  const account = firstAccount.safeParse(fields);
  if (!account.success) return refused(account.error.issues[0]);
  try {
    const address = (await headers()).get("x-banguard-address") ?? undefined;
    await setUp(context, account.data, new Date(), address);
    return { kind: "made" };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { kind: "refused", field: "", detail: error.message };
  }
}

function refused(issue: { path: PropertyKey[]; message: string } | undefined): SetupState {
  const { path = [], message = "Something is missing." } = issue ?? {};
  return { kind: "refused", field: String(path[0] ?? ""), detail: message };
}
