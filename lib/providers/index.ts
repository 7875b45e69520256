import { meta } from "./meta/meta";
import type { Provider, ProviderName } from "./provider";
import { standard } from "./standard/standard";

/** The table of inbound providers: adding one is a folder, a name in `providerNames` and a line here. */
export const providers: Readonly<Record<ProviderName, Provider>> = { meta, standard };
