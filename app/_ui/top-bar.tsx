"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { alertsQuery } from "@/app/_queries/alerts";
import { signOut } from "@/app/_queries/sign-in";
import { BrandMark } from "./brand";
import { ThemeSwitch } from "./theme-switch";
import { WorkspaceMenu } from "./workspace-menu";

const places = [
  { href: "/", name: "Numbers", under: "/numbers" },
  { href: "/alerts", name: "Alerts", under: "/alerts" },
  { href: "/sources", name: "Sources", under: "/sources" },
] as const;

/** Behind the person's name: what is looked for less often. */
const ownPlaces = [
  { href: "/settings/you", name: "You" },
  { href: "/settings", name: "Settings" },
  { href: "/outbox", name: "Outbox" },
] as const;

interface TopBarProps {
  workspace: string;
  person: string;
  email: string;
  /** The search field, where there is one. */
  search?: ReactNode;
}

export function TopBar({ workspace, person, email, search }: TopBarProps) {
  const open = useOpenAlerts();
  return (
    <header className="bar no-print">
      <div>
        <Link href="/" className="brand">
          <BrandMark /> Banguard
        </Link>
        <nav className="wide-nav" aria-label="Main">
          <Places open={open} />
        </nav>
        <div className="aside">
          <WorkspaceMenu name={workspace} />
          {search}
          <nav className="narrow" aria-label="Alerts">
            <Link href="/alerts">
              Alerts <OpenCount open={open} />
            </Link>
          </nav>
          <ThemeSwitch />
          <PersonMenu workspace={workspace} person={person} email={email} open={open} />
        </div>
      </div>
    </header>
  );
}

function useOpenAlerts(): number {
  const { data } = useQuery(alertsQuery());
  return data?.alerts.filter(({ state }) => state === "open").length ?? 0;
}

function Places({ open }: { open: number }) {
  const path = usePathname();
  return places.map(({ href, name, under }) => (
    <Link
      key={href}
      href={href}
      aria-current={path === href || path.startsWith(under) ? "page" : undefined}
    >
      {name} {name === "Alerts" && <OpenCount open={open} />}
    </Link>
  ));
}

function OpenCount({ open }: { open: number }) {
  if (open === 0) return null;
  return (
    <span className="count">
      {open}
      <span className="only-read"> open</span>
    </span>
  );
}

interface PersonMenuProps {
  workspace: string;
  person: string;
  email: string;
  open: number;
}

function PersonMenu({ workspace, person, email, open }: PersonMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const path = usePathname();
  useEffect(() => menu.current?.removeAttribute("open"), [path]);
  return (
    <details className="menu" ref={menu}>
      <summary className="button plain">
        <span className="wide-only who">{person} ▾</span>
        <span className="narrow">Menu ≡</span>
      </summary>
      <div className="sheet">
        <p className="small muted person">
          <bdi>{person}</bdi>
          <br />
          {email}
        </p>
        <nav className="narrow-places" aria-label="Menu">
          <Places open={open} />
          <hr />
          <Link href="/workspaces">
            Workspace: <bdi>{workspace}</bdi>
          </Link>
        </nav>
        <nav aria-label="Yours">
          {ownPlaces.map(({ href, name }) => (
            <Link key={href} href={href} aria-current={path === href ? "page" : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <button type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </div>
    </details>
  );
}
