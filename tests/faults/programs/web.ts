import { getContext } from "@/lib/server/context";
import { serve } from "@/lib/server/serve";

/**
 * The web without its pages: the real front server, doors and committer. `FAULT=answer-early` plants the fault that the
 * kill test must find: it answers 200 while the commit is still under way.
 */
const context = getContext();
if (process.env["FAULT"] === "answer-early") {
  const { committer } = context;
  context.committer = {
    ...committer,
    async commit(rules, rows) {
      committer.commit(rules, rows).catch(() => undefined);
      return rows.map(() => "new");
    },
  };
}
serve(context, async (_request, response) => {
  response.writeHead(404).end();
});
