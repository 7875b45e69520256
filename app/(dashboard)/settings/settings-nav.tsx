"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { settingsPlaces } from "./places";

export function SettingsNav({ isAdmin, isLimited }: { isAdmin: boolean; isLimited: boolean }) {
  const path = usePathname();
  const open = { admin: isAdmin, whole: !isLimited, everyone: true };
  const shown = settingsPlaces.filter((place) => open[place.for]);
  return (
    <nav className="settings-nav no-print" aria-label="Settings">
      {shown.map(({ href, name }) => (
        <Link key={href} href={href} aria-current={path === href ? "page" : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
