"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { settingsPlaces } from "./places";

export function SettingsNav({ isAdmin }: { isAdmin: boolean }) {
  const path = usePathname();
  const shown = settingsPlaces.filter((place) => isAdmin || place.for === "everyone");
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
