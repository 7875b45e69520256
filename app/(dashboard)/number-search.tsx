"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { FindField } from "./find-field";
import { addressOf, readChoice } from "./list-choice";
import { useListChoice } from "./use-list-choice";

/** In the top bar of every page: on the first screen it filters as one types, elsewhere Enter goes there. `/` leads to it. */
export function NumberSearch() {
  const field = useRef<HTMLInputElement>(null);
  const [choice, setChoice] = useListChoice();
  const router = useRouter();
  const here = usePathname() === "/";
  useSlashKey(() => field.current?.focus());
  const look = {
    ref: field,
    name: "find",
    className: "input tiny",
    placeholder: "Search  /",
    "aria-label": "Search numbers by name or phone number",
  };
  return (
    <form
      role="search"
      className="bar-search wide-only"
      action="/"
      onSubmit={(event) => {
        event.preventDefault();
        const text = field.current?.value ?? "";
        if (!here) router.push(addressOf({ ...readChoice(new URLSearchParams()), text }));
      }}
    >
      {here ? (
        <FindField {...look} text={choice.text} onText={(text) => setChoice({ ...choice, text })} />
      ) : (
        <input {...look} type="search" />
      )}
    </form>
  );
}

function useSlashKey(act: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "/" || (event.target as HTMLElement).matches("input, select, textarea"))
        return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  });
}
