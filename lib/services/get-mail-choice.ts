import { listReceivers } from "@/db/queries/receivers";
import { findWorkspaceName } from "@/db/queries/stories";
import { clockOf } from "@/lib/domain/clock";
import { AppError } from "@/lib/errors";
import type { MailChoiceJson } from "@/lib/wire/mail-choice";
import type { Core } from "./core";

/** What one member gets by mail from one workspace. */
export async function getMailChoice(
  { db }: Pick<Core, "db">,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<MailChoiceJson> {
  const people = await listReceivers(db, workspaceId);
  const me = people.find((one) => one.userId === userId);
  const workspace = await findWorkspaceName(db, workspaceId);
  if (!me || !workspace) throw new AppError("not_found", "There is nobody.");
  const { receivesMails, digest, zone, quietFrom, quietUntil } = me;
  return {
    workspace: workspace.name,
    receivesMails,
    digest,
    zone,
    quiet:
      quietFrom === null || quietUntil === null
        ? null
        : { from: clockOf(quietFrom), until: clockOf(quietUntil) },
    lastReceiver: !people.some((one) => one.receivesMails && one.userId !== userId),
  };
}
