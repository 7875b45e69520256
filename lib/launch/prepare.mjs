import { build } from "./build.mjs";
import { installPackages } from "./install.mjs";

/** Packages and builds, as far as the command needs them. */
export async function prepare(builds, times) {
  await times.measure("packages", installPackages);
  if (builds.length > 0) await times.measure("build", () => build(builds));
}
