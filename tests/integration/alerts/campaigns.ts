import type { EventRow } from "@/db/queries/event-row";
import { leaks, optOuts, peopleDays } from "@/db/schema";
import { commit, event } from "@/tests/support/workspace";
import { type Agency, ist, makeLabel } from "./agency";

const marketing = { category: "marketing" } as const;

export function traffic(
  numberId: string,
  at: Date,
  counts: Partial<Record<EventRow["kind"], number>>,
  more: Partial<EventRow> = {},
): EventRow[] {
  return Object.entries(counts).map(([kind, count]) =>
    event(numberId, kind as EventRow["kind"], at, { ...marketing, count, ...more }),
  );
}

/** Four Fridays of 4,400 with 22 opt-outs each: 88 of 17,600 in the 28 days before the window. */
export async function sendUsualFridays(
  { core, workspace }: Agency,
  numberId: string,
): Promise<void> {
  const fridays = ["2026-10-23", "2026-10-30", "2026-11-06", "2026-11-13"];
  const rows = fridays.flatMap((day) =>
    traffic(numberId, ist(`${day}T12:00`), { sent: 4400, delivered: 4400, opted_out: 22 }),
  );
  await commit(core, workspace, rows);
}

/** Festive-2 of ux.md 3.1, as far as it had come at 11:35. */
export async function sendFestive(agency: Agency, numberId: string): Promise<void> {
  const { core, workspace } = agency;
  const campaign = await makeLabel(agency, "campaign", "Festive-2");
  const list = await makeLabel(agency, "list", "festive-fair.csv");
  const began = ist("2026-11-22T10:02");
  await commit(core, workspace, [
    ...traffic(numberId, began, { sent: 4000, delivered: 3900 }, { campaign, list }),
    ...traffic(numberId, began, { sent: 334, delivered: 410 }, { campaign }),
    ...traffic(numberId, began, { failed: 262 }, { campaign, code: 131026 }),
    ...traffic(numberId, ist("2026-11-22T11:20"), { opted_out: 81 }, { campaign, list }),
    ...traffic(numberId, ist("2026-11-22T11:20"), { opted_out: 17 }, { campaign }),
  ]);
  const people = Array.from({ length: 98 }, (_, index) => ({
    workspaceId: workspace.id,
    numberId,
    person: crypto.randomUUID(),
    at: ist("2026-11-22T11:20"),
    campaign,
    list: index < 81 ? list : null,
    counted: true,
  }));
  await core.db.insert(optOuts).values(people);
  await core.db.insert(peopleDays).values({
    workspaceId: workspace.id,
    numberId,
    day: "2026-11-22",
    reached: 4310,
    firstContacts: 2586,
  });
  await readUsually(agency);
}

/** Six of ten read within a day: without the messages themselves, counts have to say so. */
export async function readUsually({ core, workspace }: Agency): Promise<void> {
  await core.sql`update breakdown_hours set read = (delivered * 0.62)::int, read_24h = (delivered * 0.62)::int
    where workspace_id = ${workspace.id}`;
}

/** Offers that went to people who had said no. */
export async function leak(
  { core, workspace }: Agency,
  numberId: string,
  count: number,
  at: Date,
): Promise<void> {
  const rows = Array.from({ length: count }, () => ({
    workspaceId: workspace.id,
    numberId,
    at,
    dedupe: crypto.randomUUID(),
    person: crypto.randomUUID(),
    saidNoAt: new Date(0),
  }));
  await core.db.insert(leaks).values(rows);
}
