import type { Db } from "@/db/client";
import { updateUser } from "@/db/queries/users";
import type { UpdateMeJson } from "@/lib/wire/me";

/** What is not named stays. */
export async function updateMe(
  db: Db,
  { userId }: { userId: string },
  { name, zone }: UpdateMeJson,
): Promise<void> {
  await updateUser(db, userId, {
    ...(name !== undefined && { name }),
    ...(zone !== undefined && { zone }),
  });
}
