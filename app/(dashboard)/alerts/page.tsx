import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { AlertsScreen } from "./alerts-screen";

export const metadata = { title: "Alerts" };

export default async function AlertsPage() {
  await requirePageSession(getContext(), new Date());
  return <AlertsScreen />;
}
