"use client";

import { useState } from "react";
import { type Theme, themeCookie, themes } from "./themes";
import { useBrowserValue } from "./use-browser-value";

/** ◐: as the system says, light, dark. Kept in a cookie, so that the server's first byte already has it. */
export function ThemeSwitch() {
  const given = useBrowserValue<Theme>(currentTheme, "auto");
  const [chosen, setChosen] = useState<Theme>();
  const theme = chosen ?? given;

  function next() {
    const following = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "auto";
    document.documentElement.dataset["theme"] = following;
    document.cookie = `${themeCookie}=${following}; path=/; max-age=31536000; samesite=lax`;
    setChosen(following);
  }

  const words = { auto: "as your system", light: "light", dark: "dark" }[theme];
  return (
    <button type="button" className="theme" onClick={next} title={`Colours: ${words}`}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        {theme === "auto" && <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />}
        {theme === "dark" && <circle cx="8" cy="8" r="6.25" fill="currentColor" />}
      </svg>
      <span className="only-read">Colours: {words}. Change</span>
    </button>
  );
}

function currentTheme(): Theme {
  const current = document.documentElement.dataset["theme"];
  return themes.find((one) => one === current) ?? "auto";
}
