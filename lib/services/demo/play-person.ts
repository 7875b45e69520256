import type { Act } from "@/lib/domain/demo/acts";
import { clientNames, lines } from "@/lib/domain/demo/cast";
import { wholeWorkspace } from "@/lib/domain/reach";
import { acknowledgeAlert } from "@/lib/services/acknowledge-alert";
import type { Core } from "@/lib/services/core";
import { getAlerts } from "@/lib/services/get-alerts";
import { muteTarget } from "@/lib/services/mute-target";
import { listPeopleOf } from "@/db/queries/users";
import { jonas } from "./people";

type PersonsAct = Extract<Act, { do: "acknowledge" | "mute" }>;

/** What Maya and Jonas did about an alert, as the API would do it for them. */
export async function playPerson(
  core: Core,
  workspaceId: string,
  act: PersonsAct,
  now: Date,
): Promise<void> {
  const reach = wholeWorkspace(workspaceId);
  const alertId = await findOpenAlert(core, workspaceId, act, now);
  const person = await findPerson(core, workspaceId, act.do === "acknowledge" ? act.by : "lead");
  if (!alertId || !person) return;
  const actor = { kind: "person", id: person.id, name: person.name, address: undefined } as const;
  const action = { reach, alertId, userId: person.id, actor };
  if (act.do === "acknowledge") await acknowledgeAlert(core, action, now);
  else await muteTarget(core, action, { days: 1 }, now);
}

/** Names of numbers and accounts both begin with their client's. */
async function findOpenAlert(core: Core, workspaceId: string, act: PersonsAct, now: Date) {
  const { alerts } = await getAlerts(core, wholeWorkspace(workspaceId), { state: "open" }, now);
  if (act.do === "acknowledge") {
    const name = clientNames[act.client];
    return alerts.find((alert) => alert.rule === act.rule && isAbout(alert, name))?.id;
  }
  return alerts.find(({ number }) => number === lines[act.line].number)?.id;
}

function isAbout({ title }: { title: string }, name: string): boolean {
  return title.includes(name);
}

async function findPerson(core: Core, workspaceId: string, who: "lead" | "jonas") {
  const people = await listPeopleOf(core.db, workspaceId);
  const isJonas = ({ email }: { email: string }) => email === jonas(workspaceId).email;
  return people.find((person) => isJonas(person) === (who === "jonas"));
}
