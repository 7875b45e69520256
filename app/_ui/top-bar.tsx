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

interface Place {
  href: string;
  name: string;
  under?: string;
  /** Belongs to the whole workspace: who is limited to some clients finds nothing there. */
  whole?: true;
}

const places: (Place & { under: string })[] = [
  { href: "/", name: "Numbers", under: "/numbers" },
  { href: "/alerts", name: "Alerts", under: "/alerts" },
  { href: "/campaigns", name: "Campaigns", under: "/campaigns" },
  { href: "/sources", name: "Sources", under: "/sources", whole: true },
];

/** Behind the person's name: what is looked for less often. */
const ownPlaces: Place[] = [
  { href: "/settings/you", name: "You" },
  { href: "/settings", name: "Settings", whole: true },
  { href: "/outbox", name: "Outbox" },
];

interface TopBarProps {
  workspace: string;
  person: string;
  email: string;
  /** To some clients. */
  limited: boolean;
  /** The search field, where there is one. */
  search?: ReactNode;
}

export function TopBar({ workspace, person, email, limited, search }: TopBarProps) {
  const open = useOpenAlerts();
  return (
    <header className="bar no-print">
      <div>
        <Link href="/" className="brand">
          <BrandMark /> Banguard
        </Link>
        <nav className="wide-nav" aria-label="Main">
          <Places open={open} limited={limited} />
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
          <PersonMenu {...{ workspace, person, email, limited, open }} />
        </div>
      </div>
    </header>
  );
}

function useOpenAlerts(): number {
  const { data } = useQuery(alertsQuery());
  return data?.alerts.filter(({ state }) => state === "open").length ?? 0;
}

function Places({ open, limited }: { open: number; limited: boolean }) {
  const path = usePathname();
  return allowed(places, limited).map(({ href, name, under }) => (
    <Link
      key={href}
      href={href}
      aria-current={path === href || path.startsWith(under) ? "page" : undefined}
    >
      {name} {name === "Alerts" && <OpenCount open={open} />}
    </Link>
  ));
}

function allowed<T extends Place>(all: readonly T[], limited: boolean): T[] {
  return all.filter(({ whole }) => !limited || whole !== true);
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
  limited: boolean;
  open: number;
}

function PersonMenu({ workspace, person, email, limited, open }: PersonMenuProps) {
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
          <Places open={open} limited={limited} />
          <hr />
          <Link href="/workspaces">
            Workspace: <bdi>{workspace}</bdi>
          </Link>
        </nav>
        <nav aria-label="Yours">
          {allowed(ownPlaces, limited).map(({ href, name }) => (
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
