import { existsSync } from "node:fs";
import http from "node:http";
import { Child } from "./child.mjs";
import { migrate, openDatabase } from "./database.mjs";
import { childEnvironment, settle } from "./environment.mjs";
import { fail } from "./fail.mjs";
import { built } from "./paths.mjs";
import { isFree } from "./postgres-cluster.mjs";
import { waitUntil, watchParent } from "./process-list.mjs";
import { makeTimes, say } from "./say.mjs";
import { readSecrets } from "./secrets.mjs";
import { prepare } from "./prepare.mjs";

const programOf = { web: "server/main", worker: "worker/main", demo: "cli/demo" };
const allMs = 10_000;

/** Starts the product and keeps it running until it is told to stop. Answers the exit code. */
export async function runProduct({ roles, dataDir: defaultDataDir, builds }) {
  const source = process.env;
  const settled = settle(source, defaultDataDir);
  const times = makeTimes();
  await prepare(builds, times);
  for (const role of roles(settled)) requireProgram(role);

  const stop = makeStop();
  const database = await times.measure("database", () => openDatabase(source, settled.dataDir));
  const secrets = readSecrets(source, settled.dataDir);
  const environment = () => childEnvironment(source, settled, secrets, database.url);
  const children = [];
  try {
    await times.measure("migrations", () => migrate(environment()));
    for (const role of roles(settled)) {
      if (stop.requested) break;
      const child = makeChild(role, environment, stop);
      children.push(child);
      await times.measure(role, () => startChild(child, role, settled, stop));
    }
    if (!stop.requested) announce(settled, times, children);
    const watch = watchDatabase(database, () => {
      for (const child of children) process.kill(child.pid, "SIGTERM");
    });
    await stop.wait;
    clearInterval(watch);
  } finally {
    await stopAll(children, database);
  }
  if (stop.failure) fail(stop.failure);
  return 0;
}

function requireProgram(role) {
  if (existsSync(built(programOf[role]))) return;
  fail(`lib/${programOf[role]}.ts is not part of this build: the ${role} cannot start.`);
}

function makeChild(role, environment, stop) {
  return new Child({
    name: role,
    file: built(programOf[role]),
    environment,
    once: role === "demo",
    onFatal: (line) => stop.now(line),
  });
}

async function startChild(child, role, settled, stop) {
  if (role === "web") await waitForPort(settled);
  child.start();
  if (role === "web") await waitForWeb(child, settled, stop);
  child.established = role !== "demo";
}

/** A web that was killed a moment ago may still hold the port. */
async function waitForPort({ port, host }) {
  if (await waitUntil(() => isFree(port, host), 5000, 100)) return;
  fail(`PORT ${port} is in use on ${host}: stop what listens there or set PORT.`);
}

async function waitForWeb(child, settled, stop) {
  const answered = () => stop.requested || answers(settled);
  if (!(await waitUntil(answered, 60_000, 50))) fail("The web did not answer within 60 s.");
}

function answers({ port, host }) {
  const address = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return new Promise((resolve) => {
    const request = http.get(
      { port, host: address, path: "/api/health", timeout: 2000 },
      (response) => {
        response.resume();
        resolve(true);
      },
    );
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });
}

function announce(settled, times, children) {
  say(times.line());
  if (children.some(({ name }) => name === "web")) {
    say(`Banguard is ready at ${settled.appUrl}`);
    if (settled.setupCode) {
      say(
        `The first account is created at ${settled.appUrl}/setup with the code ${settled.setupCode}`,
      );
    }
  } else {
    say("The worker is running.");
  }
}

/** Collects every way of being told to stop: signals, a parent that is gone, a failure. */
function makeStop() {
  const stop = { requested: false, failure: undefined };
  stop.wait = new Promise((resolve) => {
    stop.now = (failure) => {
      if (stop.requested) return;
      Object.assign(stop, { requested: true, failure });
      resolve();
    };
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop.now());
  watchParent(() => stop.now());
  return stop;
}

/** A Postgres of ours that dies is started again; the children reconnect by themselves unless its address changed. */
function watchDatabase(database, onMoved) {
  let busy = false;
  return setInterval(async () => {
    if (busy || !database.embedded || database.isAlive()) return;
    busy = true;
    say("The embedded Postgres ended by itself: starting it again.");
    const before = database.url;
    try {
      await database.restart();
      if (database.url !== before) onMoved();
    } catch (error) {
      say(error.message);
    }
    busy = false;
  }, 500);
}

/** Web first, so that nothing new comes in; Postgres last; ten seconds for all of it. */
async function stopAll(children, database) {
  const end = Date.now() + allMs;
  const reserve = { demo: 9000, web: 3000, worker: 1500 };
  for (const child of children.toReversed().sort((a, b) => reserve[b.name] - reserve[a.name])) {
    await child.stop(Math.max(end - reserve[child.name] - Date.now(), 500));
  }
  await database.stop();
}
