import { listClientRows } from "@/db/queries/clients";
import type { Reach } from "@/lib/domain/reach";
import type { ClientJson, ClientsJson } from "@/lib/wire/client";
import { AppError } from "@/lib/errors";
import type { Core } from "./core";

export async function getClients({ db }: Pick<Core, "db">, reach: Reach): Promise<ClientsJson> {
  const rows = await listClientRows(db, reach);
  return {
    clients: rows.map(({ createdAt, ...row }) => ({
      ...row,
      createdAt: new Date(createdAt).toISOString(),
    })),
  };
}

export async function getClient(
  core: Pick<Core, "db">,
  reach: Reach,
  id: string,
): Promise<ClientJson> {
  const client = (await getClients(core, reach)).clients.find((one) => one.id === id);
  if (!client) throw new AppError("not_found", "There is no such client.");
  return client;
}
