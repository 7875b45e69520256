import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // Native code and the driver are loaded from node_modules as they are.
  serverExternalPackages: ["postgres", "@node-rs/argon2", "@resvg/resvg-js"],
};

export default config;
