import { createClients } from "@/db/client";
import { getContext } from "@/lib/server/context";
import { serve } from "@/lib/server/serve";
import { commitBatch } from "@/lib/services/commit-batch";

/** Control: the same doors and the same statement, but each request commits for itself on one of 16 connections. */
const context = getContext();
const { sql } = createClients(context.env.databaseUrl, { db: 1, raw: 16 });
context.committer = {
  ...context.committer,
  async commit({ workspaceId, zone, optOutGraceHours }, rows) {
    const batch = { workspaceId, zone, optOutGraceHours, origin: 0, rows, now: Date.now() };
    const fresh = await commitBatch(sql, batch);
    return fresh.map((isNew) => (isNew ? "new" : "known"));
  },
};
serve(context, async (_request, response) => {
  response.writeHead(404).end();
});
