import type { Page } from "playwright-core";
import { ruleNames } from "@/lib/domain/alert/rule";
import { platformKinds } from "@/lib/domain/event";

/** Names that operators set: they are meant to be read as they are. */
const settings = new Set(["SMTP_URL", "APP_URL", "MAIL_FROM"]);
const ours = [...ruleNames, ...platformKinds].filter((name) => name.includes("_"));
const ownWords = new RegExp(
  `\\b(?:${ours.join("|")}|floor:\\w+|not_enough_data|not_available)\\b`,
  "g",
);

/** Words of programs in a text for people (decisions 44): WhatsApp's SHOUTED_NAMES, and our own rules and kinds. */
export function findEnums(text: string): string[] {
  const shouted = text.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? [];
  const own = text.match(ownWords) ?? [];
  return [...new Set([...shouted.filter((word) => !settings.has(word)), ...own])];
}

/** What a person reads or is read to on a page. What stands there to be copied (code) is not a sentence. */
export function readPage(page: Page): Promise<string> {
  return page.evaluate(() => {
    const words: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent?.closest("code, pre, script, style, template"))
        words.push(walker.currentNode.textContent ?? "");
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [alt]")) {
      for (const name of ["aria-label", "title", "alt"])
        words.push(element.getAttribute(name) ?? "");
    }
    return words.join("\n");
  });
}
