"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeMember, peopleQuery, removeMember } from "@/app/_queries/people";
import { Choose } from "@/app/_ui/choose";
import { roleWords, shortRoleOptions } from "@/app/_ui/role-words";
import type { ChangeMemberJson, MemberJson } from "@/lib/wire/people";
import { ClientChoice, SeesChoice } from "./client-choice";

interface MemberRowProps {
  member: MemberJson;
  clients: readonly { id: string; name: string }[];
  isAdmin: boolean;
}

export function MemberRow({ member, clients, isAdmin }: MemberRowProps) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (change: ChangeMemberJson) => changeMember(member.id, change),
    onSettled: () => client.invalidateQueries({ queryKey: peopleQuery().queryKey }),
  });
  return (
    <li className="member">
      <div className="person-row">
        <span>
          <b>
            <bdi>{member.name}</bdi>
          </b>{" "}
          {member.you && <span className="small muted">(you)</span>}
          <br />
          <span className="small muted">{member.email}</span>
        </span>
        {isAdmin ? (
          <Choose
            label={`Role of ${member.name}`}
            value={member.role}
            options={shortRoleOptions}
            onChange={(role) => mutate({ role })}
          />
        ) : (
          <span className="small muted">{roleWords[member.role]}</span>
        )}
      </div>
      {isAdmin && (
        <details className="more">
          <summary className="small">
            {seesWords(member, clients)} · {mailWords(member, clients)}
          </summary>
          <MemberMore member={member} clients={clients} busy={isPending} change={mutate} />
        </details>
      )}
      {error !== null && (
        <p role="alert" className="small band high">
          {error.message}
        </p>
      )}
    </li>
  );
}

interface MemberMoreProps {
  member: MemberJson;
  clients: MemberRowProps["clients"];
  busy: boolean;
  change: (change: ChangeMemberJson) => void;
}

function MemberMore({ member, clients, busy, change }: MemberMoreProps) {
  return (
    <div className="form">
      {member.role === "admin" ? (
        <p className="small muted">Administrators see every client.</p>
      ) : (
        <SeesChoice
          clients={clients}
          value={member.sees}
          disabled={busy}
          onChange={(sees) => change({ sees })}
        />
      )}
      <label className="choice">
        <input
          type="checkbox"
          checked={member.receivesMails}
          disabled={busy}
          onChange={({ target }) => change({ receivesMails: target.checked })}
        />
        gets mails
      </label>
      {member.receivesMails && (
        <ClientChoice
          legend="Gets mails about"
          all="everything they see"
          chosenWords="only these clients"
          clients={clients}
          value={member.mailsOf}
          disabled={busy}
          onChange={(mailsOf) => change({ mailsOf })}
        />
      )}
      <Remove member={member} />
    </div>
  );
}

/** Asks once more: it takes effect at once. */
function Remove({ member }: { member: MemberJson }) {
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => removeMember(member.id),
    onSuccess: () => (member.you ? window.location.assign("/") : undefined),
    onSettled: () => client.invalidateQueries({ queryKey: peopleQuery().queryKey }),
  });
  return (
    <div className="actions">
      {sure ? (
        <>
          <button type="button" className="button" disabled={isPending} onClick={() => mutate()}>
            Yes, remove <bdi>{member.name}</bdi>
          </button>
          <button type="button" className="button plain" onClick={() => setSure(false)}>
            Keep
          </button>
          <span className="small muted">They are signed out of this workspace at once.</span>
        </>
      ) : (
        <button type="button" className="button" onClick={() => setSure(true)}>
          Remove from the workspace<span className="only-read"> ({member.name})</span>
        </button>
      )}
      {error !== null && (
        <span role="alert" className="small band high">
          {error.message}
        </span>
      )}
    </div>
  );
}

type Clients = MemberRowProps["clients"];

function seesWords({ sees }: MemberJson, clients: Clients): string {
  return sees === null ? "sees everything" : `sees ${namesOf(sees, clients)}`;
}

function mailWords({ receivesMails, mailsOf }: MemberJson, clients: Clients): string {
  if (!receivesMails) return "gets no mails";
  return mailsOf === null
    ? "gets mails about all of it"
    : `mails about ${namesOf(mailsOf, clients)}`;
}

function namesOf(ids: readonly string[], clients: Clients): string {
  const names = clients.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return names.length === 0 ? "no client" : names.join(", ");
}
