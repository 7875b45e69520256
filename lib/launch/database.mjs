import { existsSync } from "node:fs";
import { fail } from "./fail.mjs";
import { built, inRoot } from "./paths.mjs";
import { startPostgres } from "./postgres.mjs";
import { runToEnd } from "./run.mjs";

/** The operator's database, or our own Postgres in the data folder. */
export async function openDatabase(source, dataDir) {
  if (source.DATABASE_URL)
    return { url: source.DATABASE_URL, embedded: false, stop: async () => undefined };
  return Object.assign(await startPostgres({ dataDir }), { embedded: true });
}

/** Safe twice, and from several machines at once. Runs beside us, so that a failure is its own. */
export async function migrate(environment) {
  if (!existsSync(built("db/migrate"))) fail("db/migrate.ts is missing: nothing can be migrated.");
  const code = await runToEnd(
    process.execPath,
    ["--enable-source-maps", inRoot("lib/launch/migrate-child.mjs")],
    {
      env: environment,
      stdio: ["ignore", 2, 2],
    },
  );
  if (code !== 0) fail("The database could not be migrated: the line above says why.");
}
