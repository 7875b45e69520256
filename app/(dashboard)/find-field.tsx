"use client";

import { type ComponentProps, useState } from "react";

interface FindFieldProps extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  text: string;
  onText: (text: string) => void;
}

/** While one types, what was typed stands: the address follows a moment later. */
export function FindField({ text, onText, ...input }: FindFieldProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      {...input}
      type="search"
      value={typed ?? text}
      onChange={(event) => {
        setTyped(event.target.value);
        onText(event.target.value);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
