import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { outboxQuery } from "@/app/_queries/outbox";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getOutbox } from "@/lib/services/get-outbox";
import { OutboxScreen } from "./outbox-screen";

export const metadata = { title: "Outbox" };

export default async function OutboxPage() {
  const context = getContext();
  const { reach, userId } = await requirePageSession(context, new Date());
  const queries = makeQueryClient();
  queries.setQueryData(outboxQuery().queryKey, await getOutbox(context, { reach, userId }));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <OutboxScreen />
    </HydrationBoundary>
  );
}
