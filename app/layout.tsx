import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { themeCookie, themes } from "@/app/_ui/themes";
import "./_ui/styles/tokens.css";
import "./_ui/styles/base.css";
import "./_ui/styles/controls.css";
import "./_ui/styles/shell.css";
import "./_ui/styles/portfolio.css";
import "./_ui/styles/number.css";
import "./_ui/styles/campaigns.css";
import "./_ui/styles/pages.css";
import "./_ui/styles/files.css";
import "./_ui/styles/privacy.css";
import "./_ui/styles/people.css";
import "./_ui/styles/demo.css";

export const metadata: Metadata = {
  title: { default: "Banguard", template: "%s · Banguard" },
  description:
    "Tells you in time that a WhatsApp Business number is heading for a restriction, why, and what to do.",
  robots: { index: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#171b21" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered per request: a nonce must not be baked into a file (decisions 13).
  await connection();
  const chosen = (await cookies()).get(themeCookie)?.value;
  const theme = themes.find((one) => one === chosen) ?? "auto";

  return (
    <html lang="en" data-theme={theme}>
      <body>{children}</body>
    </html>
  );
}
