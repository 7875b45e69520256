interface Scene {
  alert: string;
  number: string;
  source: string;
  key: string;
  userId: string;
}

interface Write {
  method: "POST" | "PATCH" | "DELETE";
  address: string;
  body?: unknown;
}

/** Writes whose line is looked for; each by somebody who may. */
export const writes: [route: string, write: (scene: Scene) => Write][] = [
  [
    "a changed setting",
    () => ({ method: "PATCH", address: "/api/v1/settings", body: { name: "New" } }),
  ],
  ["a test mail", () => ({ method: "POST", address: "/api/v1/settings/test-mail" })],
  [
    "a new source",
    () => ({
      method: "POST",
      address: "/api/v1/sources",
      body: { name: "Shop", provider: "standard" },
    }),
  ],
  [
    "a changed source",
    ({ source }) => ({
      method: "PATCH",
      address: `/api/v1/sources/${source}`,
      body: { name: "New" },
    }),
  ],
  [
    "a new key",
    () => ({ method: "POST", address: "/api/v1/api-keys", body: { name: "CRM", scope: "read" } }),
  ],
  ["a revoked key", ({ key }) => ({ method: "DELETE", address: `/api/v1/api-keys/${key}` })],
  [
    "an alert somebody is on",
    ({ alert }) => ({ method: "POST", address: `/api/v1/alerts/${alert}/acknowledge` }),
  ],
  [
    "a closed alert",
    ({ alert }) => ({ method: "POST", address: `/api/v1/alerts/${alert}/resolve` }),
  ],
  [
    "a muted alert",
    ({ alert }) => ({ method: "POST", address: `/api/v1/alerts/${alert}/mute`, body: { days: 1 } }),
  ],
  [
    "an expected alert",
    ({ alert }) => ({
      method: "POST",
      address: `/api/v1/alerts/${alert}/expect`,
      body: { text: "sale" },
    }),
  ],
];

/** Addresses that take a POST and leave no line of their own, each with its reason. */
export const quiet: Record<string, string> = {
  "api/auth/[...nextauth]/route.ts": "sign-in itself",
  "api/v1/events/route.ts": "takes in events; the delivery log counts them",
  "api/v1/imports/preview/route.ts": "looks at a file and keeps nothing of it",
  "api/v1/settings/retention/preview/route.ts": "only counts",
  "api/v1/sign-up/address/route.ts": "sends a mail to an address; there is no workspace yet",
  "api/v1/unsubscribe/[token]/route.ts": "the link says who; the service writes the line",
  "m/[token]/act/route.ts": "the link says who; the service writes the line",
  "api/webhooks/[sourceId]/route.ts": "takes in deliveries; the delivery log counts them",
  "api/webhooks/[sourceId]/[key]/route.ts": "takes in deliveries; the delivery log counts them",
};
