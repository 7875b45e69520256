import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { numbersQuery } from "@/app/_queries/numbers";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getPortfolio } from "@/lib/services/get-portfolio";
import { FirstScreen } from "./first-screen";

export const metadata = { title: "Numbers" };

export default async function NumbersPage() {
  const context = getContext();
  const now = new Date();
  const { reach } = await requirePageSession(context, now);
  const queries = makeQueryClient();
  queries.setQueryData(numbersQuery().queryKey, await getPortfolio(context, reach, now));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <FirstScreen />
    </HydrationBoundary>
  );
}
