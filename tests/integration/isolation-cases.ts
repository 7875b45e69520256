import { campaignRoutes } from "./isolation-campaigns";
import { channelRoutes } from "./isolation-channels";

export type Ask = [
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  address: string,
  body?: unknown,
];

/** What one workspace owns, by which a stranger tries to reach it. */
export interface Owned {
  workspaceId: string;
  userId: string;
  invitation: string;
  number: string;
  phone: string;
  alert: string;
  mail: string;
  source: string;
  key: string;
  client: string;
  account: string;
  file: string;
  campaign: string;
  list: string;
  channel: string;
  call: string;
  name: string;
}

/**
 * How each address keeps workspaces apart. `of`: it names something of the owner, and a stranger gets the answer of an
 * unknown id. `list`: it names nothing, and a stranger's answer holds nothing of the owner's. `open`: nothing of a
 * workspace is behind it, or what proves the caller's right is not a workspace's id; the reason stands beside it.
 */
export type Case = { of: (owned: Owned) => Ask[] } | { list: Ask[] } | { open: string };

const number = (suffix = "") => ({
  of: ({ number: id, phone }: Owned): Ask[] =>
    [id, encodeURIComponent(phone)].map((name) => ["GET", `/api/v1/numbers/${name}${suffix}`]),
});

/** The same tables as files. */
const files: Record<string, Case> = {
  "api/v1/numbers/csv/route.ts": { list: [["GET", "/api/v1/numbers/csv"]] },
  "api/v1/numbers/[id]/csv/route.ts": number("/csv"),
  "api/v1/numbers/[id]/trend/csv/route.ts": number("/trend/csv"),
  "api/v1/numbers/[id]/timeline/csv/route.ts": number("/timeline/csv"),
  "api/v1/campaigns/csv/route.ts": { list: [["GET", "/api/v1/campaigns/csv"]] },
  "api/v1/lists/csv/route.ts": { list: [["GET", "/api/v1/lists/csv"]] },
  "api/v1/alerts/csv/route.ts": { list: [["GET", "/api/v1/alerts/csv"]] },
  "api/v1/outbox/csv/route.ts": { list: [["GET", "/api/v1/outbox/csv"]] },
  "api/v1/sources/[id]/csv/route.ts": {
    of: ({ source }) => [["GET", `/api/v1/sources/${source}/csv`]],
  },
};

export const routes: Record<string, Case> = {
  ...campaignRoutes,
  ...channelRoutes,
  ...files,
  "api/v1/openapi.json/route.ts": { open: "the same for everybody" },
  "api/auth/[...nextauth]/route.ts": { open: "sign-in itself; tests/integration/auth" },
  "api/health/route.ts": { open: "tells of processes, not of workspaces" },
  "api/webhooks/[sourceId]/route.ts": { open: "the address and its signature are the right" },
  "api/webhooks/[sourceId]/[key]/route.ts": { open: "the address and its key are the right" },
  "api/v1/events/route.ts": {
    open: "writes into the caller's own workspace only; tests/integration/ingest",
  },
  "api/v1/numbers/route.ts": { list: [["GET", "/api/v1/numbers"]] },
  "api/v1/numbers/[id]/route.ts": {
    of: (owned) => [
      ...number().of(owned),
      ["PATCH", `/api/v1/numbers/${owned.number}`, { name: "Mine now" }],
    ],
  },
  "api/v1/accounts/[id]/route.ts": {
    of: ({ account }) => [
      ["GET", `/api/v1/accounts/${account}`],
      ["PATCH", `/api/v1/accounts/${account}`, { name: "Mine now" }],
    ],
  },
  "api/v1/accounts/route.ts": { list: [["GET", "/api/v1/accounts"]] },
  "api/v1/seeing/route.ts": { list: [["GET", "/api/v1/seeing"]] },
  "api/v1/numbers/[id]/rating/route.ts": {
    of: ({ number: id }) => [["POST", `/api/v1/numbers/${id}/rating`, { rating: "green" }]],
  },
  "api/v1/demo/route.ts": { list: [["GET", "/api/v1/demo"]] },
  "api/v1/clients/route.ts": { list: [["GET", "/api/v1/clients"]] },
  "api/v1/clients/[id]/route.ts": {
    of: ({ client }) => [
      ["PATCH", `/api/v1/clients/${client}`, { name: "Mine now" }],
      ["DELETE", `/api/v1/clients/${client}`],
    ],
  },
  "api/v1/clients/assignments/route.ts": {
    of: ({ number: id }) => [
      ["POST", "/api/v1/clients/assignments", { numbers: [id], clientId: null }],
    ],
  },
  "api/v1/numbers/[id]/trend/route.ts": number("/trend"),
  "api/v1/numbers/[id]/campaigns/route.ts": number("/campaigns"),
  "api/v1/numbers/[id]/timeline/route.ts": number("/timeline"),
  "api/v1/alerts/route.ts": { list: [["GET", "/api/v1/alerts"]] },
  "api/v1/alerts/[id]/route.ts": { of: ({ alert }) => [["GET", `/api/v1/alerts/${alert}`]] },
  "api/v1/alerts/[id]/acknowledge/route.ts": {
    of: ({ alert }) => [["POST", `/api/v1/alerts/${alert}/acknowledge`]],
  },
  "api/v1/alerts/[id]/expect/route.ts": {
    of: ({ alert }) => [["POST", `/api/v1/alerts/${alert}/expect`, { text: "sale" }]],
  },
  "api/v1/alerts/[id]/mute/route.ts": {
    of: ({ alert }) => [["POST", `/api/v1/alerts/${alert}/mute`, { days: 1 }]],
  },
  "api/v1/alerts/[id]/resolve/route.ts": {
    of: ({ alert }) => [["POST", `/api/v1/alerts/${alert}/resolve`]],
  },
  "api/v1/sources/route.ts": { list: [["GET", "/api/v1/sources"]] },
  "api/v1/sources/[id]/route.ts": {
    of: ({ source }) => [
      ["GET", `/api/v1/sources/${source}`],
      ["PATCH", `/api/v1/sources/${source}`, { name: "Mine now" }],
      ["DELETE", `/api/v1/sources/${source}`],
    ],
  },
  "api/v1/sources/[id]/unsubscribe/route.ts": {
    of: ({ source }) => [["POST", `/api/v1/sources/${source}/unsubscribe`]],
  },
  "api/v1/sources/[id]/test/route.ts": {
    of: ({ source }) => [["POST", `/api/v1/sources/${source}/test`]],
  },
  "api/v1/imports/route.ts": { list: [["GET", "/api/v1/imports"]] },
  "api/v1/imports/preview/route.ts": { open: "reads what is sent and keeps nothing" },
  "api/v1/imports/[id]/route.ts": { of: ({ file }) => [["GET", `/api/v1/imports/${file}`]] },
  "api/v1/imports/[id]/refused/route.ts": {
    of: ({ file }) => [["GET", `/api/v1/imports/${file}/refused`]],
  },
  "api/v1/imports/[id]/undo/route.ts": {
    of: ({ file }) => [["POST", `/api/v1/imports/${file}/undo`]],
  },
  "api/v1/outbox/route.ts": { list: [["GET", "/api/v1/outbox"]] },
  "api/v1/outbox/[id]/route.ts": { of: ({ mail }) => [["GET", `/api/v1/outbox/${mail}`]] },
  "api/v1/settings/route.ts": { list: [["GET", "/api/v1/settings"]] },
  "api/v1/unsubscribe/[token]/route.ts": {
    open: "the signed link is the right; tests/integration/mails/links.test.ts",
  },
  "m/[token]/act/route.ts": {
    open: "the signed link is the right; tests/integration/mails/links.test.ts",
  },
  "api/v1/settings/test-mail/route.ts": {
    open: "to the signed-in person only; tests/integration/alerts",
  },
  "api/v1/people/[id]/route.ts": {
    of: ({ userId }) => [
      ["PATCH", `/api/v1/people/${userId}`, { receivesMails: false }],
      ["DELETE", `/api/v1/people/${userId}`],
    ],
  },
  "api/v1/me/route.ts": { open: "the signed-in person themselves; tests/integration/auth" },
  "api/v1/me/mails/route.ts": { open: "the person themselves; tests/integration/mails" },
  "api/v1/me/password/route.ts": { open: "the person themselves; tests/integration/auth" },
  "api/v1/me/google/route.ts": { open: "the person themselves; tests/integration/auth" },
  "api/v1/password-resets/route.ts": { open: "for who is not signed in" },
  "api/v1/password-resets/use/route.ts": { open: "the mailed token is the right" },
  "api/v1/sign-up/route.ts": { open: "for who has no workspace yet" },
  "api/v1/sign-up/address/route.ts": { open: "for who has no workspace yet" },
  "api/v1/invitations/accept/route.ts": { open: "the mailed token is the right" },
  "api/v1/people/route.ts": { list: [["GET", "/api/v1/people"]] },
  "api/v1/people/invitations/route.ts": { open: "writes into the caller's own workspace only" },
  "api/v1/people/invitations/[id]/route.ts": {
    of: ({ invitation }) => [["DELETE", `/api/v1/people/invitations/${invitation}`]],
  },
  "api/v1/people/invitations/[id]/resend/route.ts": {
    of: ({ invitation }) => [["POST", `/api/v1/people/invitations/${invitation}/resend`]],
  },
  "api/v1/sessions/route.ts": { open: "a person's own sessions; tests/integration/auth" },
  "api/v1/sessions/[id]/route.ts": {
    of: () => [["DELETE", "/api/v1/sessions/ab01"]],
  },
  "api/v1/workspaces/route.ts": { open: "a person's own workspaces; tests/integration/auth" },
  "api/v1/workspaces/[id]/enter/route.ts": {
    open: "a person's own workspaces; tests/integration/auth",
  },
  "api/v1/settings/retention/route.ts": { list: [["GET", "/api/v1/settings/retention"]] },
  "api/v1/settings/retention/preview/route.ts": {
    open: "counts the caller's own workspace only; tests/integration/privacy",
  },
  "api/v1/erasures/person/route.ts": {
    open: "under the keys of the caller's own workspace; tests/integration/privacy",
  },
  "api/v1/erasures/client/route.ts": {
    open: "of the caller's own workspace; a stranger's is not found: tests/integration/privacy",
  },
  "api/v1/erasures/workspace/route.ts": { open: "the caller's own; tests/integration/privacy" },
  "api/v1/exports/route.ts": { open: "the caller's own; tests/integration/privacy" },
  "api/v1/said-no/route.ts": { list: [["GET", "/api/v1/said-no"]] },
  "api/v1/audit/route.ts": { list: [["GET", "/api/v1/audit"]] },
  "api/v1/audit/csv/route.ts": { list: [["GET", "/api/v1/audit/csv"]] },
  "api/v1/api-keys/route.ts": { list: [["GET", "/api/v1/api-keys"]] },
  "api/v1/api-keys/[id]/route.ts": { of: ({ key }) => [["DELETE", `/api/v1/api-keys/${key}`]] },
};

/** Pages that show something of a workspace get it from the services behind the routes above, for the session's own workspace. */
export const pages: Record<string, string> = {
  "(auth)/setup/page.tsx": "before there is a workspace",
  "(auth)/sign-in/page.tsx": "before anybody is known",
  "(auth)/welcome/page.tsx": "asks the person's own workspace once",
  "(auth)/forgot-password/page.tsx": "before anybody is known",
  "(auth)/new-password/[token]/page.tsx": "the mailed token is the right",
  "(auth)/invitation/[token]/page.tsx": "the mailed token is the right",
  "(auth)/sign-up/page.tsx": "before there is a workspace",
  "(auth)/sign-up/[token]/page.tsx": "before there is a workspace",
  "m/[token]/page.tsx": "what a signed link names, for the person it was sent to",
  "(dashboard)/page.tsx": "own workspace",
  "(dashboard)/numbers/page.tsx": "own workspace",
  "(dashboard)/numbers/[id]/page.tsx": "own workspace",
  "(dashboard)/campaigns/page.tsx": "own workspace",
  "(dashboard)/campaigns/[id]/page.tsx": "own workspace",
  "(dashboard)/lists/page.tsx": "own workspace",
  "(dashboard)/lists/[id]/page.tsx": "own workspace",
  "(dashboard)/alerts/page.tsx": "own workspace",
  "(dashboard)/alerts/[id]/page.tsx": "own workspace",
  "(dashboard)/sources/page.tsx": "own workspace",
  "(dashboard)/sources/connect/page.tsx": "own workspace",
  "(dashboard)/sources/[id]/page.tsx": "own workspace",
  "(dashboard)/accounts/[id]/page.tsx": "own workspace",
  "(dashboard)/files/page.tsx": "own workspace",
  "(dashboard)/seeing/page.tsx": "own workspace",
  "(dashboard)/outbox/page.tsx": "own workspace",
  "(dashboard)/outbox/[id]/page.tsx": "own workspace",
  "(dashboard)/settings/page.tsx": "own workspace",
  "(dashboard)/settings/channels/page.tsx": "own workspace",
  "(dashboard)/settings/channels/[id]/page.tsx": "own workspace",
  "(dashboard)/settings/you/page.tsx": "own workspace",
  "(dashboard)/settings/people/page.tsx": "own workspace",
  "(dashboard)/settings/clients/page.tsx": "own workspace",
  "(dashboard)/settings/keys/page.tsx": "own workspace",
  "(dashboard)/workspaces/page.tsx": "own workspace",
  "(dashboard)/settings/audit/page.tsx": "own workspace",
  "(dashboard)/settings/privacy/page.tsx": "own workspace",
  "(dashboard)/settings/data/page.tsx": "own workspace",
  "privacy/page.tsx": "the same for everybody",
};
