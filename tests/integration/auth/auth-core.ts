import { makeVault } from "@/lib/services/vault";
import type { FirstAccount } from "@/lib/services/set-up";
import type { Env } from "@/lib/env";
import type { TestDatabase } from "@/tests/support/database";

export const now = new Date("2026-11-23T04:10:00Z");

export const maya: FirstAccount = {
  name: "Maya",
  email: "maya@example.com",
  password: "a long enough one",
  workspace: "Bluebird Agency",
  zone: "Asia/Kolkata",
};

export function makeAuthCore({ db, sql }: TestDatabase, over: Partial<Env> = {}) {
  const env: Env = {
    port: 3000,
    host: "127.0.0.1",
    appUrl: "http://localhost:3000",
    databaseUrl: "",
    dataDir: "",
    authSecret: "s".repeat(40),
    encryptionKeys: ["k".repeat(40)],
    mail: undefined,
    worker: "off",
    ingestRate: 2000,
    metaGraphUrl: "http://localhost:1",
    outboundPrivate: false,
    signUp: "invitation",
    google: undefined,
    trustProxy: 0,
    subprocessors: [],
    backupDays: undefined,
    setup: undefined,
    setupCode: undefined,
    ...over,
  };
  return { env, db, sql, vault: makeVault(env.encryptionKeys) };
}
