/** What a page may have to read again. A hint names it; it never carries it. */
export const topics = [
  "numbers",
  "campaigns",
  "alerts",
  "mails",
  "sources",
  "channels",
  "settings",
] as const;
export type Topic = (typeof topics)[number];

/** What the web processes LISTEN to for the pages that are open. Losing a hint costs a polling interval. */
export const hintChannel = "banguard_hint";

export type Hints = ReadonlyMap<string, ReadonlySet<Topic>>;

/** Postgres takes less than 8,000 bytes in one NOTIFY. */
const longestPayload = 7_900;

/** One payload, or several when they are many: `workspace=numbers+alerts,workspace=mails`. */
export function writeHints(hints: Hints): string[] {
  const payloads: string[] = [];
  let payload = "";
  for (const [workspaceId, changed] of hints) {
    const part = `${workspaceId}=${[...changed].join("+")}`;
    if (payload.length + 1 + part.length > longestPayload) {
      payloads.push(payload);
      payload = "";
    }
    payload = payload === "" ? part : `${payload},${part}`;
  }
  return payload === "" ? payloads : [...payloads, payload];
}

/** Words of a newer process are left out. */
export function readHints(payload: string): { workspaceId: string; changed: Topic[] }[] {
  return payload
    .split(",")
    .filter((part) => part.includes("="))
    .map((part) => {
      const [workspaceId = "", words = ""] = part.split("=");
      const changed = new Set(words.split("+"));
      return { workspaceId, changed: topics.filter((topic) => changed.has(topic)) };
    });
}
