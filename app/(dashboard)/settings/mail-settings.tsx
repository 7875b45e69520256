"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sendTestMail, settingsQuery, updatePerson } from "@/app/_queries/settings";
import type { SettingsJson } from "@/lib/wire/settings";

export function MailSettings({ settings }: { settings: SettingsJson }) {
  return (
    <section className="block form" aria-labelledby="mail">
      <h2 id="mail">Who gets mails</h2>
      <p className="soft">
        {settings.mail.leaves
          ? `Mails come from ${settings.mail.from ?? "Banguard"}.`
          : "No mail leaves this installation: they are kept in the outbox until SMTP_URL and MAIL_FROM are set."}
      </p>
      <ul>
        {settings.people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
      <TestMail />
    </section>
  );
}

function PersonRow({ person }: { person: SettingsJson["people"][number] }) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (receives: boolean) => updatePerson(person.id, receives),
    onSettled: () => client.invalidateQueries({ queryKey: settingsQuery().queryKey }),
  });
  return (
    <li className="person-row">
      <span>
        <b>{person.name}</b> <span className="muted">{person.email}</span>
        {error !== null && (
          <span role="alert" className="small band high">
            {error.message}
          </span>
        )}
      </span>
      <label>
        <input
          type="checkbox"
          checked={person.receivesMails}
          disabled={isPending}
          onChange={(event) => mutate(event.target.checked)}
        />
        gets mails<span className="only-read"> ({person.name})</span>
      </label>
    </li>
  );
}

function TestMail() {
  const client = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: sendTestMail,
    onSettled: () => client.invalidateQueries({ queryKey: ["outbox"] }),
  });
  return (
    <div className="actions">
      <button type="button" className="button" disabled={isPending} onClick={() => mutate()}>
        {isPending ? "Sending…" : "Send yourself a test mail"}
      </button>
      <span role="status" className="small muted">
        {data?.words}
      </span>
      {error !== null && (
        <span role="alert" className="small band high">
          {error.message}
        </span>
      )}
    </div>
  );
}
