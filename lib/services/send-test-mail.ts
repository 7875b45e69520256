import { listReceivers, type Receiver } from "@/db/queries/receivers";
import { findWorkspaceName } from "@/db/queries/stories";
import { type Actor, system } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import { testMail } from "@/lib/email/templates/test-mail";
import { audit } from "./audit";
import type { Core } from "./core";
import { writeMails } from "./write-mails";

/** Puts a test mail to one member into the outbox; the worker sends it like any other. */
export async function sendTestMail(
  core: Core,
  { workspaceId, userId, actor = system }: { workspaceId: string; userId: string; actor?: Actor },
  now: Date,
): Promise<{ state: "queued" | "kept" }> {
  const workspace = await findWorkspaceName(core.db, workspaceId);
  const people = await listReceivers(core.db, workspaceId);
  const person = people.find((one) => one.userId === userId);
  if (!workspace || !person)
    throw new AppError("not_found", "There is no such person in this workspace.");
  const { appUrl, mail: server } = core.env;
  const posting = {
    alertId: undefined,
    kind: "test",
    occurrence: String(now.getTime()),
    inThread: false,
    write: async ({ zone }: Receiver) =>
      testMail({ workspace: workspace.name, zone, now: now.getTime(), appUrl }),
  };
  const target = { kind: "person", id: userId, name: person.email };
  await core.db.transaction(async (db) => {
    await writeMails({ core, db, workspaceId, now }, posting, [person]);
    await audit(db, workspaceId, actor, { action: "test_mail_ordered", target }, now);
  });
  return { state: server ? "queued" : "kept" };
}
