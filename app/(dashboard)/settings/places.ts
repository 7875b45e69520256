export interface SettingsPlace {
  href: string;
  name: string;
  /** `whole`: everybody who is not limited to some clients. */
  for: "admin" | "whole" | "everyone";
}

/** The settings' own navigation, in the order in which it stands. */
export const settingsPlaces: readonly SettingsPlace[] = [
  { href: "/settings", name: "Workspace", for: "whole" },
  { href: "/settings/you", name: "You", for: "everyone" },
  { href: "/settings/people", name: "People", for: "whole" },
  { href: "/settings/clients", name: "Clients", for: "whole" },
  { href: "/settings/keys", name: "API keys", for: "whole" },
  { href: "/settings/channels", name: "Channels", for: "whole" },
  { href: "/settings/privacy", name: "Privacy", for: "whole" },
  { href: "/settings/data", name: "Data", for: "admin" },
  { href: "/settings/audit", name: "Audit log", for: "admin" },
];
