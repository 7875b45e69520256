import { findDemo } from "@/db/queries/demo";
import { AppError } from "@/lib/errors";
import type { Core } from "@/lib/services/core";

/** Real numbers never stand beside made-up ones. */
export async function requireReal({ db }: Pick<Core, "db">, workspaceId: string): Promise<void> {
  if (await findDemo(db, workspaceId))
    throw new AppError(
      "conflict",
      "This is the demo: connect your own number in your own workspace.",
    );
}
