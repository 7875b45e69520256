import type { Db } from "@/db/client";
import { listPeopleOf, setReceivesMails } from "@/db/queries/users";
import { AppError } from "@/lib/errors";
import { isUuid } from "./get-outbox";

/** Who gets mails. Setting what is set already changes nothing. */
export async function updatePerson(
  db: Db,
  workspaceId: string,
  userId: string,
  { receivesMails }: { receivesMails: boolean },
) {
  const changed =
    isUuid(userId) && (await setReceivesMails(db, workspaceId, userId, receivesMails));
  const person = changed && (await listPeopleOf(db, workspaceId)).find(({ id }) => id === userId);
  if (!person) throw new AppError("not_found", "There is no such person in this workspace.");
  return person;
}
