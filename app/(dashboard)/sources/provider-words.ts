import type { SourceJson } from "@/lib/wire/source";

export const providerWords: Record<SourceJson["provider"], string> = {
  meta: "Cloud API, own Meta app",
  standard: "Own events",
};
