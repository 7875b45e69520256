import type { Db } from "@/db/client";
import { isShared } from "@/db/queries/reach";
import type { Reach } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";

/** What touches every number of an account is not for who sees only some of them. */
export async function refuseShared(db: Db, reach: Reach, accountId: string): Promise<void> {
  if (!(await isShared(db, reach, accountId))) return;
  throw new AppError(
    "forbidden",
    "This account also has numbers of other clients: ask somebody who sees all of them.",
  );
}
