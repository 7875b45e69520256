import type { Db } from "@/db/client";
import { listPeopleOf, setReceivesMails } from "@/db/queries/users";
import { type Actor, system } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import { isUuid } from "./get-outbox";

/** Who gets mails. Setting what is set already changes nothing. */
export async function updatePerson(
  db: Db,
  workspaceId: string,
  userId: string,
  { receivesMails }: { receivesMails: boolean },
  now: Date,
  actor: Actor = system,
) {
  return db.transaction(async (tx) => {
    const changed =
      isUuid(userId) && (await setReceivesMails(tx, workspaceId, userId, receivesMails));
    const person = changed && (await listPeopleOf(tx, workspaceId)).find(({ id }) => id === userId);
    if (!person) throw new AppError("not_found", "There is no such person in this workspace.");
    const entry = {
      action: "member_mails_changed",
      target: { kind: "person", id: userId, name: person.name },
      detail: { receivesMails },
    };
    await audit(tx, workspaceId, actor, entry, now);
    return person;
  });
}
