import { bytea as byteaColumn } from "./types";
import { timestamp, uuid } from "drizzle-orm/pg-core";

/** Every moment is a timestamptz and reaches the code as a Date. */
export const moment = () => timestamp({ withTimezone: true, mode: "date" });
/** UUIDv7 made in the client. */
export const id = () => uuid();
/** 16 bytes of a keyed hash: a pseudonym or an idempotency key. uuid is Postgres's only fixed 16-byte type. */
export const hash16 = () => uuid();
export const bytea = byteaColumn;
