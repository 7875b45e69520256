import type { ReactNode } from "react";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { SettingsNav } from "./settings-nav";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { role, reach } = await requirePageSession(getContext(), new Date());
  return (
    <div className="settings">
      <SettingsNav isAdmin={role === "admin"} isLimited={reach.clients !== null} />
      <div>{children}</div>
    </div>
  );
}
