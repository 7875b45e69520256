export interface SettingsPlace {
  href: string;
  name: string;
  for: "admin" | "everyone";
}

/** The settings' own navigation, in the order in which it stands. */
export const settingsPlaces: readonly SettingsPlace[] = [
  { href: "/settings", name: "Workspace", for: "everyone" },
  { href: "/settings/you", name: "You", for: "everyone" },
  { href: "/settings/keys", name: "API keys", for: "everyone" },
  { href: "/settings/audit", name: "Audit log", for: "admin" },
];
