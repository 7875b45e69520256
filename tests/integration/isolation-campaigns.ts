import type { Case } from "./isolation-cases";

export const campaignRoutes: Record<string, Case> = {
  "api/v1/campaigns/route.ts": { list: [["GET", "/api/v1/campaigns"]] },
  "api/v1/campaigns/[id]/route.ts": {
    of: ({ campaign }) => [["GET", `/api/v1/campaigns/${campaign}`]],
  },
  "api/v1/campaigns/[id]/name/route.ts": {
    of: ({ campaign }) => [
      ["PUT", `/api/v1/campaigns/${campaign}/name`, { name: "Mine now" }],
      ["DELETE", `/api/v1/campaigns/${campaign}/name`],
    ],
  },
  "api/v1/lists/route.ts": { list: [["GET", "/api/v1/lists"]] },
  "api/v1/lists/[id]/route.ts": { of: ({ list }) => [["GET", `/api/v1/lists/${list}`]] },
};
