import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
export const inRoot = (...parts) => path.join(root, ...parts);
export const built = (program) => inRoot(".build", `${program}.mjs`);
