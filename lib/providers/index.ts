import type { Signal } from "@/lib/domain/score/coverage";
import { meta } from "./meta/meta";
import type { Provider, ProviderName } from "./provider";
import { standard } from "./standard/standard";

/** The table of inbound providers: adding one is a folder, a name in `providerNames`, and a line in each table here. */
export const providers: Readonly<Record<ProviderName, Provider>> = { meta, standard };

export interface SourceSetting {
  hasToken: boolean;
  readsAnswers: boolean;
  noticesOnly: boolean;
}

type Gives = (setting: SourceSetting) => Record<Signal, boolean>;

const gives: Readonly<Record<ProviderName, Gives>> = {
  // Meta never says who blocked or reported, and its rating is only to be had by asking with a token.
  meta: ({ hasToken, readsAnswers, noticesOnly }) => ({
    delivery: !noticesOnly,
    reads: !noticesOnly,
    opt_outs: !noticesOnly && readsAnswers,
    blocks: false,
    rating: hasToken,
    notices: true,
  }),
  // Our own format can carry everything; what it does carry shows only once it came.
  standard: () => ({
    delivery: true,
    reads: true,
    opt_outs: true,
    blocks: true,
    rating: true,
    notices: true,
  }),
};

/** What a source of this provider can give at best, for the connect page. What it did give is the score's business. */
export function signalsOf(provider: ProviderName, setting: SourceSetting): Record<Signal, boolean> {
  return gives[provider](setting);
}
