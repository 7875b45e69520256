import { spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { startPostgres } from "@/lib/launch/postgres.mjs";
import { findBinaries } from "@/lib/launch/postgres-binaries.mjs";
import { isAlive, waitUntil } from "@/lib/launch/process-list.mjs";

const isRoot = process.getuid?.() === 0;
const quick = {
  initdb: ["--no-sync"],
  settings: { shared_buffers: "16MB", max_connections: "20" },
};
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test("a cluster starts, keeps its rows and its port, and stops", async () => {
  const dataDir = await makeFolder();
  const first = await start(dataDir);
  await ask(first.url, "create table kept as select 7 as value");
  await first.stop();

  const second = await start(dataDir);

  expect(await ask(second.url, "select value from kept")).toEqual([{ value: 7 }]);
  expect(second).toMatchObject({ port: first.port, fresh: false, adopted: false });
});

test("secrets of the cluster can be read by its owner only", async () => {
  const dataDir = await makeFolder();
  await start(dataDir);

  const modes = await Promise.all(
    ["postgres.password", "postgres.json", "postgres.log", "postgres"].map(async (name) => {
      const { mode } = await stat(path.join(dataDir, name));
      return (mode & 0o077).toString(8);
    }),
  );

  expect(modes).toEqual(["0", "0", "0", "0"]);
});

test("a wrong password is refused", async () => {
  const { url } = await start(await makeFolder());
  const address = new URL(url);
  address.password = "guess";

  await expect(ask(address.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
});

test("it listens on loopback with the settings of the product", async () => {
  const { url } = await startPostgresIn(await makeFolder(), { initdb: quick.initdb });

  const [row] = await ask(
    url,
    `select current_setting('listen_addresses') as addresses, current_setting('jit') as jit,
       current_setting('wal_compression') <> 'off' as compressed, current_setting('fsync') as fsync,
       current_setting('max_wal_size') as wal, current_setting('shared_buffers') as buffers,
       current_setting('server_encoding') as encoding, current_setting('lc_collate', true) as collation`,
  );

  expect(row).toMatchObject({
    addresses: "127.0.0.1",
    jit: "off",
    compressed: true,
    fsync: "on",
    wal: "4GB",
    buffers: "256MB",
    encoding: "UTF8",
  });
});

test("a second command on the same folder adopts the running one, and the last to go stops it", async () => {
  const dataDir = await makeFolder();
  const first = await start(dataDir);
  const second = await start(dataDir);

  await first.stop();
  const afterFirst = isAlive(first.pid);
  await second.stop();

  expect(second).toMatchObject({ pid: first.pid, adopted: true });
  expect(afterFirst).toBe(true);
  expect(isAlive(first.pid)).toBe(false);
});

test("one that was killed hard is recovered", async () => {
  const dataDir = await makeFolder();
  const first = await start(dataDir);
  await ask(first.url, "create table kept as select 7 as value");
  process.kill(first.pid, "SIGKILL");
  await waitUntil(() => !isAlive(first.pid), 5000);

  const second = await start(dataDir);

  expect(await ask(second.url, "select value from kept")).toEqual([{ value: 7 }]);
});

test("a process id that now belongs to a stranger is not adopted", async () => {
  const dataDir = await makeFolder();
  const first = await start(dataDir);
  await first.stop();
  const stranger = spawn("sleep", ["60"], { stdio: "ignore" });
  cleanups.push(async () => stranger.kill("SIGKILL"));
  const lines = [stranger.pid, first.cluster, 1, first.port, "", "127.0.0.1", "", "ready"];
  await writeFile(path.join(first.cluster, "postmaster.pid"), `${lines.join("\n")}\n`);

  const second = await start(dataDir);

  expect(second.adopted).toBe(false);
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
});

test("a cluster of another major version is refused with a line that says what to do", async () => {
  const dataDir = await makeFolder();
  const first = await start(dataDir);
  await first.stop();
  await writeFile(path.join(first.cluster, "PG_VERSION"), "17\n");

  await expect(startPostgresIn(dataDir)).rejects.toThrow(/made by Postgres 17.*DATABASE_URL/);
});

test("an interrupted creation leaves nothing that a later start trips over", async () => {
  const dataDir = await makeFolder();
  await mkdir(path.join(dataDir, "postgres.new/base"), { recursive: true });
  await mkdir(path.join(dataDir, "postgres"), { recursive: true });

  const { url } = await start(dataDir);

  expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test.runIf(isRoot)(
  "root runs it as an unprivileged user who can reach folder and binaries",
  async () => {
    const dataDir = await makeFolder();
    const native = await copyBinaries(0o755);

    const server = await startPostgresIn(dataDir, { ...quick, native });

    expect(server.way).toBe("user");
    expect(await ownerOf(server.pid)).not.toBe(0);
    expect((await stat(server.cluster)).uid).not.toBe(0);
  },
);

test.runIf(isRoot)("root in a private folder runs it in a user namespace", async () => {
  const home = await makeFolder();
  await chmod(home, 0o700);

  const server = await startPostgresIn(path.join(home, ".data"), quick);

  expect(server.way).toBe("namespace");
  expect((await stat(server.cluster)).uid).toBe(0);
  expect(await ask(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test.runIf(isRoot)("the way that made a cluster is the way it is started again", async () => {
  const home = await makeFolder();
  await chmod(home, 0o700);
  const first = await startPostgresIn(home, quick);
  await first.stop();
  await chmod(home, 0o755);

  const second = await startPostgresIn(home, quick);

  expect([first.way, second.way]).toEqual(["namespace", "namespace"]);
});

test.runIf(isRoot)(
  "where neither works, cluster and binaries go where the user can reach them",
  async () => {
    const home = await makeFolder();
    await chmod(home, 0o700);

    const server = await startPostgresIn(home, { ...quick, way: "elsewhere" });
    cleanups.unshift(() => rm(path.dirname(server.cluster), { recursive: true, force: true }));

    expect(server.cluster).toMatch(/^\/var\/lib\/banguard\/[0-9a-f]{16}\/postgres$/);
    expect(JSON.parse(await readFile(path.join(home, "postgres.json"), "utf8"))).toMatchObject({
      way: { name: "elsewhere", cluster: server.cluster },
    });
  },
);

type Server = Awaited<ReturnType<typeof startPostgres>>;

function start(dataDir: string): Promise<Server> {
  return startPostgresIn(dataDir, quick);
}

async function startPostgresIn(dataDir: string, options: object = quick): Promise<Server> {
  const server = await startPostgres({ dataDir, ...options });
  cleanups.push(() => server.stop());
  return server;
}

async function ask(url: string, statement: string): Promise<object[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "banguard-postgres-"));
  await chmod(folder, 0o755);
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The checkout itself may lie where nobody else can look. */
async function copyBinaries(mode: number): Promise<string> {
  const folder = path.join(await makeFolder(), "native");
  await cp(findBinaries(), folder, { recursive: true, verbatimSymlinks: true });
  await chmod(folder, mode);
  return folder;
}

async function ownerOf(pid: number): Promise<number> {
  return (await stat(`/proc/${pid}`)).uid;
}
