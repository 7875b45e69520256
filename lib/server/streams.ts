import type { ServerResponse } from "node:http";
import type { Sql } from "postgres";
import type { Db } from "@/db/client";
import { findSession } from "@/lib/auth/find-session";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { makeHintEar } from "./hint-ear";

/** Every page that is open and wants to hear: one LISTEN per process, passed on by workspace. */
export interface Streams {
  /** Throws when the session or the process has as many as it may have. */
  open(response: ServerResponse, reader: Reader, now: Date): Promise<void>;
  /** What happens every 20 s: a comment that keeps proxies from hanging up, and a look at sessions and at LISTEN. */
  beat(now: Date): Promise<void>;
  /** How many are open. */
  size(): number;
  close(): Promise<void>;
}

export interface Reader {
  sessionId: string;
  userId: string;
  workspaceId: string;
}

interface Stream extends Reader {
  response: ServerResponse;
  checkedAt: number;
}

const beatEveryMs = 20_000;
const checkEveryMs = 60_000;
const mostPerSession = 5;
/** However many sessions: nobody takes the places of everybody. */
const mostPerPerson = 50;
const mostPerProcess = 2_000;
/** Bytes that wait for one page beside what the operating system holds for it. */
const mostUnread = 64 * 1024;

export function makeStreams({ db, sql }: { db: Db; sql: Sql }): Streams {
  const open = new Map<string, Set<Stream>>();
  let timer: NodeJS.Timeout | undefined;
  const all = () => [...open.values()].flatMap((streams) => [...streams]);
  const ear = makeHintEar(sql, (workspaceId, changed) => {
    const streams = workspaceId === undefined ? all() : (open.get(workspaceId) ?? []);
    for (const stream of streams) write(stream, `data: ${JSON.stringify({ changed })}\n\n`);
  });

  const beat = async (now: Date) => {
    for (const stream of all()) write(stream, ":\n\n");
    await Promise.all([ear.check(), endDeadSessions(db, all(), now)]);
  };

  return {
    beat,
    size: () => all().length,
    async open(response, reader, now) {
      refuseTooMany(all(), reader);
      const stream = { ...reader, response, checkedAt: now.getTime() };
      const others = open.get(reader.workspaceId) ?? new Set();
      open.set(reader.workspaceId, others.add(stream));
      timer ??= setInterval(() => void beat(new Date()), beatEveryMs).unref();
      response.on("close", () => {
        others.delete(stream);
        if (others.size === 0) open.delete(reader.workspaceId);
      });
      await ear.listen();
      response.writeHead(200, headers);
      response.write(":\n\n");
    },
    async close() {
      clearInterval(timer);
      for (const { response } of all()) response.end();
      await ear.close();
    },
  };
}

const headers = {
  "content-type": "text/event-stream",
  "cache-control": "no-store, no-transform",
  "x-content-type-options": "nosniff",
  // Some proxies would hold hints back until they have a page full of them.
  "x-accel-buffering": "no",
};

/** Six connections are all that a browser opens to one host over HTTP/1.1. */
function refuseTooMany(streams: readonly Stream[], { sessionId, userId }: Reader): void {
  const persons = streams.filter((stream) => stream.userId === userId);
  const own = persons.filter((stream) => stream.sessionId === sessionId);
  const isRoom = persons.length < mostPerPerson && streams.length < mostPerProcess;
  if (own.length < mostPerSession && isRoom) return;
  throw new AppError("unavailable", "Too many pages listen already: this one asks now and then.", {
    retryAfterSeconds: 60,
  });
}

/** Who has not read what came before is let go: its browser comes back and reads everything again. */
function write({ response }: Stream, text: string): void {
  if (!response.headersSent) return;
  if (response.writableLength > mostUnread) response.destroy();
  else response.write(text);
}

/** A session that was revoked, or that has moved to another workspace, hears nothing more. */
async function endDeadSessions(db: Db, streams: readonly Stream[], now: Date): Promise<void> {
  try {
    for (const stream of streams) {
      if (now.getTime() - stream.checkedAt < checkEveryMs) continue;
      const session = await findSession(db, stream.sessionId, now);
      stream.checkedAt = now.getTime();
      if (session?.workspaceId !== stream.workspaceId) stream.response.end();
    }
  } catch (error) {
    log.error("sessions of open pages cannot be checked", error);
  }
}
