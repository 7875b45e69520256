import type { Case } from "./isolation-cases";

export const channelRoutes: Record<string, Case> = {
  "api/v1/channels/route.ts": { list: [["GET", "/api/v1/channels"]] },
  "api/v1/channels/[id]/route.ts": {
    of: ({ channel }) => [
      ["GET", `/api/v1/channels/${channel}`],
      ["PATCH", `/api/v1/channels/${channel}`, { name: "Mine now" }],
      ["DELETE", `/api/v1/channels/${channel}`],
    ],
  },
  "api/v1/channels/[id]/test/route.ts": {
    of: ({ channel }) => [["POST", `/api/v1/channels/${channel}/test`]],
  },
  "api/v1/channels/[id]/secret/route.ts": {
    of: ({ channel }) => [["POST", `/api/v1/channels/${channel}/secret`]],
  },
  "api/v1/channels/[id]/calls/[callId]/resend/route.ts": {
    of: ({ channel, call }) => [["POST", `/api/v1/channels/${channel}/calls/${call}/resend`]],
  },
};
