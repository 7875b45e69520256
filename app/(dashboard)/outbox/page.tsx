import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { OutboxScreen } from "./outbox-screen";

export const metadata = { title: "Outbox" };

export default async function OutboxPage() {
  await requirePageSession(getContext(), new Date());
  return <OutboxScreen />;
}
