import type { ListenMeta, Sql } from "postgres";
import { hintChannel, readHints, topics, type Topic } from "@/lib/domain/hint";
import { log } from "@/lib/log";

/** The one LISTEN of this process. */
export interface HintEar {
  /** Begins with the first page that is open, and goes on. */
  listen(): Promise<void>;
  /** Says something to itself; when that was not heard since the last time, it begins anew. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** `heard` gets every hint; an undefined workspace means all of them: LISTEN was cut, and nobody knows what was missed. */
export function makeHintEar(
  sql: Sql,
  heard: (workspaceId: string | undefined, changed: readonly Topic[]) => void,
): HintEar {
  let listening: Promise<ListenMeta> | undefined;
  let begun = 0;
  let echoed = true;

  const hear = (payload: string) => {
    if (payload === echo) echoed = true;
    for (const { workspaceId, changed } of readHints(payload)) heard(workspaceId, changed);
  };
  const begin = () => {
    begun += 1;
    if (begun > 1) heard(undefined, topics);
  };
  const listen = async () => {
    listening ??= sql.listen(hintChannel, hear, begin);
    try {
      await listening;
    } catch (error) {
      listening = undefined;
      throw error;
    }
  };
  const unlisten = async () => {
    const known = listening;
    listening = undefined;
    await known?.then((meta) => meta.unlisten()).catch(() => undefined);
  };

  return {
    listen,
    async check() {
      if (!listening) return;
      try {
        if (!echoed) {
          // Not waited for: a connection that is half dead never answers.
          void unlisten();
          await listen();
        }
        echoed = false;
        await sql.notify(hintChannel, echo);
      } catch (error) {
        log.error("hints for pages cannot be heard", error);
      }
    },
    close: unlisten,
  };
}

const echo = "echo";
