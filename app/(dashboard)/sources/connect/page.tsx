import { requireWholePageSession } from "@/lib/auth/session";
import { whyNotPublic } from "@/lib/domain/public-address";
import { getContext } from "@/lib/server/context";
import { ConnectScreen } from "./connect-screen";

export const metadata = { title: "Connect" };

export default async function ConnectPage() {
  const context = getContext();
  await requireWholePageSession(context, new Date());
  return <ConnectScreen notPublic={whyNotPublic(context.env.appUrl)} />;
}
