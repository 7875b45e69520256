import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { seeingQuery } from "@/app/_queries/numbers";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getSeeing } from "@/lib/services/get-seeing";
import { SeeingScreen } from "./seeing-screen";

export const metadata = { title: "What we cannot see" };

export default async function SeeingPage() {
  const context = getContext();
  const now = new Date();
  const { reach } = await requirePageSession(context, now);
  const queries = makeQueryClient();
  queries.setQueryData(seeingQuery().queryKey, await getSeeing(context, reach, now));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SeeingScreen />
    </HydrationBoundary>
  );
}
