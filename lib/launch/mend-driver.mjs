import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { say } from "./say.mjs";

/**
 * postgres 3.4.9 ends the whole process when a connection is cut at the wrong moment: it writes to a socket that is
 * gone (the rollback of a transaction; porsager/postgres issues 1154 and 1208), and nobody hears when its question
 * about array types fails. Both become what they are, a query that was refused. No release has this yet; a driver
 * that reads differently is left alone.
 */
const mends = [
  [
    "  function nextWrite(fn) {\n    const x = socket.write(chunk, fn)",
    "  function nextWrite(fn) {\n    if (socket === null) {\n      chunk = nextWriteTimer = null\n      error(Errors.connection('CONNECTION_CLOSED', options))\n      return false\n    }\n    const x = socket.write(chunk, fn)",
  ],
  [
    "        return fetchArrayTypes()\n",
    "        return fetchArrayTypes().catch(() => (needsTypes = options.fetch_types))\n",
  ],
];

export function mendDriver() {
  for (const folder of ["src", "cjs/src"]) {
    const file = inRoot("node_modules/postgres", folder, "connection.js");
    if (!existsSync(file)) continue;
    const found = readFileSync(file, "utf8");
    const mended = mends.reduce((text, [from, to]) => text.replace(from, () => to), found);
    if (mended !== found) replaceFile(file, mended);
  }
}

function replaceFile(file, text) {
  try {
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    say(
      `${file} cannot be written: a cut connection to the database may end a process, which is started again.`,
    );
  }
}
