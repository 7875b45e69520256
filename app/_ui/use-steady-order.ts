"use client";

import { type FocusEvent, useState } from "react";
import { movedRows } from "@/lib/domain/portfolio/score-words";

/** Rows do not move while pointer or keyboard focus is among them: a click must hit what the eye aimed at. */
export function useSteadyOrder(wanted: readonly string[]) {
  const [held, setHeld] = useState<readonly string[]>();
  const [reasons, setReasons] = useState({ pointer: false, focus: false });

  function change(reason: "pointer" | "focus", here: boolean) {
    const next = { ...reasons, [reason]: here };
    setReasons(next);
    setHeld(next.pointer || next.focus ? (held ?? wanted) : undefined);
  }

  return {
    order: held ?? wanted,
    changes: held ? movedRows(held, wanted) : 0,
    show: () => setHeld(wanted),
    handlers: {
      onPointerEnter: () => change("pointer", true),
      onPointerLeave: () => change("pointer", false),
      onFocus: () => change("focus", true),
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) change("focus", false);
      },
    },
  };
}
