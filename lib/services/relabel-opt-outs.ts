import type { TransactionSql } from "postgres";
import { type Adjustment, commitEvents } from "@/db/queries/commit-events";
import { listNamelessSignals, type NamelessSignal, relabelSignal } from "@/db/queries/late-labels";
import { findLastMessageTo, listSignals, lockPeople, type Signal } from "@/db/queries/opt-outs";
import { listFamilies } from "@/db/queries/person-ties";
import { days } from "@/lib/domain/time";
import type { Core } from "./core";

const lookBack = days(8);
const mostAtOnce = 200;

interface Place {
  workspaceId: string;
  zone: string;
  now: Date;
}

/**
 * A message may be named after somebody has asked to stop: the opt-out then moves under what its message is known by.
 * Repeating is harmless: what has a campaign is not looked at again, and rollups move by the difference.
 */
export async function relabelOptOuts({ sql }: Core, place: Place): Promise<void> {
  const from = new Date(place.now.getTime() - lookBack);
  const { workspaceId, zone } = place;
  const nameless = await listNamelessSignals(sql, workspaceId, zone, from, mostAtOnce);
  for (const one of nameless) await sql.begin((tx) => relabel(tx, place, one));
}

async function relabel(
  tx: TransactionSql,
  { workspaceId, zone, now }: Place,
  { numberId, person, at }: NamelessSignal,
): Promise<void> {
  await lockPeople(tx, workspaceId, [person]);
  const signals = await listSignals(tx, workspaceId, numberId, [person]);
  const signal = signals.find((one) => one.at === at.getTime());
  if (!signal || signal.campaign !== undefined) return;
  const family = (await listFamilies(tx, workspaceId, [person])).get(person) ?? [person];
  const message = await findLastMessageTo(
    tx,
    workspaceId,
    numberId,
    family,
    signal.at,
    "marketing",
  );
  if (message?.campaign === undefined) return;
  const known: Signal = {
    ...signal,
    category: signal.category || message.category,
    template: signal.template ?? message.template,
    campaign: message.campaign,
    list: signal.list ?? message.list,
  };
  await relabelSignal(tx, workspaceId, signal, known);
  if (!signal.counted) return;
  await commitEvents(tx, {
    workspaceId,
    zone,
    optOutGraceHours: 0,
    origin: signal.origin,
    rows: [],
    adjustments: [adjustment(signal, -1), adjustment(known, 1)],
    now: now.getTime(),
  });
}

function adjustment(signal: Signal, optedOut: 1 | -1): Adjustment {
  const { numberId, at, category, country, template, campaign, list } = signal;
  return { numberId, at, optedOut, category, country, template, campaign, list };
}
