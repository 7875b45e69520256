import { pathToFileURL } from "node:url";
import { built } from "./paths.mjs";

const { migrateDatabase } = await import(pathToFileURL(built("db/migrate")).href);
try {
  await migrateDatabase(process.env.DATABASE_URL, new Date());
} catch (error) {
  // Without the address: it may hold a password.
  const reason = error.cause?.message ?? error.message ?? error.code;
  process.stderr.write(`Migration failed: ${reason || error.code || error.name}\n`);
  process.exitCode = 1;
}
