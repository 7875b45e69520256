import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/domain/audit";
import { plainPlan } from "@/lib/domain/import/plan";
import type { ImportQueryJson } from "@/lib/wire/import";
import { audit } from "./audit";
import type { Core } from "./core";
import { importEvents } from "./import-events";
import { readFileRows } from "./read-file-rows";
import type { SourceBook } from "./source-book";

/** Half a gigabyte is about five million rows. */
export const largestFile = 512 * 1024 * 1024;
const idleMs = 60_000;

/** An upload: read as it comes, never written down. What was taken before it broke off stays and can be undone. */
export async function loadFile(
  core: Core & { sources: SourceBook },
  by: { workspaceId: string; actor: Actor; userId: string | undefined },
  query: ImportQueryJson,
  body: ReadableStream<Uint8Array> | null,
  clock: () => number,
): Promise<string> {
  const { workspaceId } = by;
  const now = clock();
  const rules = await core.sources.rules(workspaceId, now);
  const plan = query.plan ?? plainPlan(/\.csv$/i.test(query.file) ? "csv" : "ndjson");
  const { id, ...summary } = await importEvents(core, rules, readFileRows(limited(body), plan), {
    file: query.file,
    number: query.number,
    now,
    clock,
    startedBy: by.userId,
    plan: query.plan,
  });
  const entry = {
    action: "file_imported",
    target: { kind: "import", id, name: query.file },
    detail: { ...summary },
  };
  await audit(core.db, workspaceId, by.actor, entry, new Date(clock()));
  return id;
}

async function* limited(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (!body) throw new AppError("bad_request", "Send the file as the body.");
  const reader = body.getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read());
      if (done) return;
      size += value.byteLength;
      if (size > largestFile) {
        throw new AppError("too_large", "A file may hold 512 MiB: send it in parts.");
      }
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Whoever stops sending without hanging up must not keep the workspace's turn. */
async function inTime<T>(part: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new AppError("bad_request", "The file stopped coming for a minute.")),
      idleMs,
    );
  });
  try {
    return await Promise.race([part, late]);
  } finally {
    clearTimeout(timer);
  }
}
