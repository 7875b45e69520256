import { categoryIds, dimensions, kindIds } from "./counts";

/** What each file of an export holds. Every table of a workspace is here or among those left out. Written 2026-11-22. */
export const exportedTables: Record<string, string> = {
  workspaces: "the workspace and its settings",
  members: "who works here, with role and mail address",
  member_clients: "which clients a member is limited to or gets mails about",
  invitations: "who was invited",
  clients: "whose numbers they are",
  numbers: "the WhatsApp Business numbers",
  number_aliases: "the names by which providers call a number",
  accounts: "WhatsApp Business accounts",
  templates: "message templates by name",
  sources: "connections to providers, without their secrets",
  source_numbers: "which source has reported on which number",
  deliveries: "what came to the doors and what became of it",
  labels: "names of templates, campaigns and lists; other files give their ids",
  events: "single messages and answers; recipients are codes",
  facts: "what WhatsApp has done or said about a number, account or template",
  people: "what recipients said (no or yes); codes only",
  person_aliases: "codes that belong to one recipient",
  opt_outs: "signals of an opt-out; codes only",
  leaks: "offers sent after a no; codes only",
  number_hours: "sums by the hour",
  number_days: "sums by the day",
  breakdown_hours: "sums by the hour for each template, campaign, list, category and country",
  breakdown_failures: "failures by code for each campaign and list",
  failure_hours: "failures by code and hour",
  people_days: "how many people were reached, and how often",
  run_starts: "when a campaign began",
  run_names: "names that people gave to campaigns",
  score_now: "the present score of each number, with its reasons",
  score_hours: "the score by the hour",
  alerts: "alerts with their evidence",
  alert_notes: "what was noted about alerts",
  pendings: "what may become an alert soon",
  mutes: "who muted what until when",
  notifications: "mails as they were written",
  channels: "Slack and webhook channels, without their addresses",
  calls: "what was sent to channels",
  api_keys: "API keys by name; the keys themselves are stored nowhere",
  imports: "files that were read",
  import_days: "days that a file brought",
  import_refusals: "lines of files that were not taken, and why",
  audit_log: "who did what, when, from where",
};

/** What an export leaves out, and why. */
export const leftOut: Record<string, string> = {
  memberships: "stands in members with names and mail addresses",
  routes: "ways from addresses and keys to the workspace: holds hashes of keys",
  sessions: "who is signed in: no data of the workspace",
  seen: "keys by which a repeated delivery is known: forgotten after 30 days",
  due: "work that waits",
};

const secret = /hash|secret|token|credential|wrapped|password/;

/** Bytes and what is called a secret never leave, whatever table it stands in. */
export function isExported(column: { name: string; type: string }): boolean {
  if (column.name === "token_state") return true;
  return column.type !== "bytea" && !secret.test(column.name);
}

const words = (ids: Record<string, number>) =>
  new Map(Object.entries(ids).map(([word, id]) => [id, word]));

const numbered: Record<string, ReadonlyMap<number, string>> = {
  kind: words(kindIds),
  category: words(categoryIds),
  dimension: words(dimensions),
};

/** Stored numbers become the words of the API: kinds, categories, dimensions, countries. */
export function readable(row: Record<string, unknown>): Record<string, unknown> {
  const pairs = Object.entries(row).map(([name, value]) => [name, readableCell(name, value)]);
  return Object.fromEntries(pairs) as Record<string, unknown>;
}

function readableCell(name: string, value: unknown): unknown {
  if (typeof value !== "number") return value;
  if (name === "country") return String.fromCharCode(value >> 8, value & 255);
  return numbered[name]?.get(value) ?? value;
}
