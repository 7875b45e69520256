import { config } from "zod";

// Runs before anything of a page. Our policy forbids eval; Zod would try it once, and the browser would report it.
config({ jitless: true });
