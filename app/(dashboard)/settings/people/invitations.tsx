"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { peopleQuery, resendInvitation, revokeInvitation } from "@/app/_queries/people";
import { CopyField } from "@/app/_ui/copy-field";
import { roleWords } from "@/app/_ui/role-words";
import { Age } from "@/app/_ui/times";
import type { InvitationJson, PeopleJson } from "@/lib/wire/people";

export function Invitations({ people: { invitations } }: { people: PeopleJson }) {
  return (
    <section className="block form" aria-labelledby="invited">
      <h2 id="invited">Invited, not here yet</h2>
      {invitations.length === 0 && <p className="muted">Nobody.</p>}
      <ul>
        {invitations.map((one) => (
          <InvitationRow key={one.id} invitation={one} />
        ))}
      </ul>
    </section>
  );
}

function InvitationRow({ invitation }: { invitation: InvitationJson }) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: peopleQuery().queryKey });
  const again = useMutation({ mutationFn: () => resendInvitation(invitation.id), onSettled });
  const withdraw = useMutation({ mutationFn: () => revokeInvitation(invitation.id), onSettled });
  const busy = again.isPending || withdraw.isPending;
  const error = again.error ?? withdraw.error;
  const forWhom = <span className="only-read"> ({invitation.email})</span>;
  return (
    <li className="member">
      <div className="person-row">
        <span>
          <b>{invitation.email}</b>
          <br />
          <About invitation={invitation} />
        </span>
        <span className="actions">
          <button
            type="button"
            className="button tiny"
            disabled={busy}
            onClick={() => again.mutate()}
          >
            Send again{forWhom}
          </button>
          <button
            type="button"
            className="button tiny"
            disabled={busy}
            onClick={() => withdraw.mutate()}
          >
            Withdraw{forWhom}
          </button>
        </span>
      </div>
      {again.data && (
        <p role="status" className="small muted">
          The earlier link does not work any more.
        </p>
      )}
      {again.data && again.data.link !== null && (
        <CopyField
          label={`Link for ${invitation.email}, shown this once`}
          value={again.data.link}
        />
      )}
      {error !== null && (
        <p role="alert" className="small band high">
          {error.message}
        </p>
      )}
    </li>
  );
}

function About({
  invitation: { role, clients, expired, createdAt },
}: {
  invitation: InvitationJson;
}) {
  return (
    <span className="small muted">
      {roleWords[role]}
      {clients !== null && ", limited to some clients"} ·{" "}
      {expired ? (
        "too old, send it again"
      ) : (
        <>
          invited <Age at={createdAt} /> ago
        </>
      )}
    </span>
  );
}
