import { makeMeta, type Meta, type Phone } from "@/tests/support/meta-client";
import { type Client, clients, lines, person, phone } from "./cast";
import { importHistory } from "./history";
import { playKite } from "./kite";
import { playHelio, playLumen, playRoast, refuseVerde } from "./others";
import { createSource, type Stage } from "./stage";

/**
 * A Monday at an agency: nine numbers of seven clients, each in another state (ux.md 4.1). All of it comes through the
 * product's own doors: history by the import command, the last days by signed deliveries, names by a local Graph.
 */

export interface Scene {
  /** A tenth number sends its first message. */
  newNumber(): Promise<void>;
}

/** Plays everything up to now. The scores follow within seconds; "high" needs two looks a minute apart. */
export async function playScene(stage: Stage): Promise<Scene> {
  const now = new Date();
  const sources = await connectAll(stage);
  await importHistory(stage, now);
  await Promise.all([
    playKite(sources.kite, now),
    playLumen(sources.lumen, now),
    playRoast(sources.roast, now),
    playHelio(stage, now),
    refuseVerde(sources.verde, now),
  ]);
  for (const line of ["care", "offers", "leads", "launch", "notices", "kite"] as const) {
    await confirmOrder(sources[lines[line].client], phone(line));
  }
  const tenth = { number: "+15550100010", account: clients.kite.account };
  return { newNumber: () => confirmOrder(sources.kite, tenth) };
}

type Sources = Record<Client, Meta>;

async function connectAll(stage: Stage): Promise<Sources> {
  const made: Partial<Sources> = {};
  for (const [key, { name, account }] of Object.entries(clients)) {
    const credentials = {
      appSecret: `secret-of-${key}`,
      accessToken: `token-of-${key}`,
      wabaId: account,
    };
    const { webhookUrl } = await createSource(stage, { name, provider: "meta", credentials });
    made[key as Client] = makeMeta(webhookUrl, credentials.appSecret);
  }
  return made as Sources;
}

/** What happens all day. */
async function confirmOrder(meta: Meta, of: Phone): Promise<void> {
  const at = new Date(Date.now() - 2000);
  const base = {
    message: `wamid.order-${of.number}`,
    to: person(700_000),
    category: "utility",
    at,
  } as const;
  await meta.statuses(of, [
    { ...base, status: "sent" },
    { ...base, status: "delivered" },
  ]);
}
