import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { accountQuery } from "@/app/_queries/numbers";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getContext } from "@/lib/server/context";
import { getAccount } from "@/lib/services/get-accounts";
import { AccountScreen } from "./account-screen";

export const metadata = { title: "Account" };

export default async function AccountPage({ params }: { params: Promise<{ id: string }> }) {
  const context = getContext();
  const now = new Date();
  const { reach } = await requirePageSession(context, now);
  const named = decodeURIComponent((await params).id);
  const account = await orNotFound(getAccount(context, reach, named, now));
  const queries = makeQueryClient();
  queries.setQueryData(accountQuery(account.id).queryKey, account);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <AccountScreen id={account.id} />
    </HydrationBoundary>
  );
}
