import { findDemo } from "@/db/queries/demo";
import { AppError } from "@/lib/errors";
import type { Core } from "@/lib/services/core";

/** Real numbers never stand beside made-up ones, and nobody is told of those. */
export async function requireReal({ db }: Pick<Core, "db">, workspaceId: string): Promise<void> {
  if (await findDemo(db, workspaceId))
    throw new AppError(
      "conflict",
      "This is the demo: connect numbers and channels of your own in your own workspace.",
    );
}
