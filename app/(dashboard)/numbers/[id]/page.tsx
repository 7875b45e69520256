import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { NumberScreen } from "./number-screen";

export const metadata = { title: "Number" };

export default async function NumberPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageSession(getContext(), new Date());
  return <NumberScreen id={decodeURIComponent((await params).id)} />;
}
