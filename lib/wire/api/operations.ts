import { ofIngest } from "./ingest";
import type { Operation } from "./operation";
import { ofPeople } from "./people";
import { ofPrivacy } from "./privacy";
import { watching } from "./watching";
import { ofWorkspace } from "./workspace";

/** Everything under `/api/v1`. A test fails for a route that has no line here, and for an answer of another shape. */
export const operations: readonly Operation[] = [
  ...watching,
  ...ofIngest,
  ...ofWorkspace,
  ...ofPeople,
  ...ofPrivacy,
];
