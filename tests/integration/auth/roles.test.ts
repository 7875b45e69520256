import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appFolder, listAddresses, makeMember, openApi } from "@/tests/support/api";
import { type Caller, callers, roleCases } from "./role-cases";

let api: Awaited<ReturnType<typeof openApi>>;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof methods)[number];

/** Every method of every route, as Next would find them. */
async function listDoors(): Promise<string[]> {
  const doors: string[] = [];
  for (const file of listAddresses("route.ts")) {
    const route = (await import(path.join(appFolder, file))) as object;
    const address = file.replace(/\/route\.ts$/, "");
    doors.push(...methods.filter((one) => one in route).map((one) => `${one} ${address}`));
  }
  return doors;
}

test("every method of every route has a line, and no line is without its route", async () => {
  expect(Object.keys(roleCases).toSorted()).toEqual((await listDoors()).toSorted());
});

const guarded = Object.entries(roleCases).flatMap(([door, allowed]) =>
  allowed === "open" ? [] : [[door, allowed] as const],
);

test.each(guarded)("%s lets in whom it should", async (door, allowed) => {
  const [method = "GET", file = ""] = door.split(" ");
  const address = `/${file.replaceAll(/\[\w+\]/g, () => crypto.randomUUID())}`;
  // New for each door: some of them end sessions or take things away.
  const ask = await newCallers();

  const refused: Caller[] = [];
  for (const caller of callers) {
    const answer = await ask[caller](method as Method, address, method === "GET" ? undefined : {});
    const { status } = answer;
    await answer.body?.cancel();
    // A session is there for each of them, so 401 would be a mistake of its own.
    expect([caller, status]).not.toEqual([caller, 401]);
    expect(status).toBeLessThan(500);
    if (status === 403) refused.push(caller);
  }

  expect(refused).toEqual(callers.filter((caller) => !allowed.includes(caller)));
});

async function newCallers() {
  const tenant = await api.tenant();
  const [member, viewer] = await Promise.all([
    makeMember(api.context, tenant.id, { role: "member" }),
    makeMember(api.context, tenant.id, { role: "viewer" }),
  ]);
  return {
    admin: tenant.person,
    member: member.person,
    viewer: viewer.person,
    reader: tenant.reader,
    writer: tenant.writer,
  };
}
