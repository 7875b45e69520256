"use client";

import { useQuery } from "@tanstack/react-query";
import { peopleQuery } from "@/app/_queries/people";
import { Failed, Waiting } from "@/app/_ui/states";
import { InviteForm } from "./invite-form";
import { Invitations } from "./invitations";
import { MemberRow } from "./member-row";

export function PeopleScreen({ isAdmin }: { isAdmin: boolean }) {
  const { data, error, isError, refetch } = useQuery(peopleQuery());
  if (!data && isError)
    return <Failed what="The people" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the people" />;
  return (
    <>
      <header className="page-head">
        <h1>People</h1>
      </header>
      <div className="settings-grid people">
        <section className="block form" aria-labelledby="members">
          <h2 id="members">Members</h2>
          <ul>
            {data.people.map((member) => (
              <MemberRow key={member.id} member={member} clients={data.clients} isAdmin={isAdmin} />
            ))}
          </ul>
          {!isAdmin && <p className="muted">Administrators invite people and change roles.</p>}
        </section>
        {isAdmin && (
          <div className="form">
            <InviteForm clients={data.clients} mailLeaves={data.mailLeaves} />
            <Invitations people={data} />
          </div>
        )}
      </div>
    </>
  );
}
