import type { IncomingMessage } from "node:http";
import type { Context } from "./context";

/** What a door says: JSON for deliveries, plain text for a handshake. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface DoorCall {
  request: IncomingMessage;
  /** Path and query. */
  path: string;
  readBody(limit: number): Promise<Uint8Array>;
  now: number;
}

export type AnswerDoor = (context: Context, call: DoorCall) => Promise<Reply>;

export function jsonReply(value: unknown): Reply {
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(value),
  };
}
