"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { workspacesQuery } from "@/app/_queries/me";
import { EnterButton } from "./enter-button";

/** The workspace this session is in; the person's others, and a new one. On a phone the person's menu leads to them. */
export function WorkspaceMenu({ name }: { name: string }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const path = usePathname();
  const { data } = useQuery(workspacesQuery());
  useEffect(() => menu.current?.removeAttribute("open"), [path]);
  return (
    <details className="menu where-menu" ref={menu}>
      <summary className="button plain" title={name}>
        <span className="only-read">Workspace: </span>
        <bdi>{name}</bdi> ▾
      </summary>
      <div className="sheet">
        {data?.workspaces.map((one) => (
          <EnterButton key={one.id} workspace={one} />
        ))}
        <hr />
        <Link href="/workspaces">New workspace</Link>
      </div>
    </details>
  );
}
