import { config, z } from "zod";

// Pages forbid eval by policy; Zod would try it once, when the first schema is made, and the browser would report it.
config({ jitless: true });

export { z };
