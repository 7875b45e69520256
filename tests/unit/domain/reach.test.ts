import { expect, test } from "vitest";
import { touches, wholeWorkspace } from "@/lib/domain/reach";

const limited = { workspaceId: "w", clients: ["kite", "roast"] };

test.each([
  ["everything", wholeWorkspace("w"), [], true],
  ["everything", wholeWorkspace("w"), [null], true],
  ["some clients", limited, ["kite"], true],
  ["some clients", limited, ["nomad", null, "roast"], true],
  ["some clients", limited, ["nomad"], false],
  ["some clients", limited, [null], false],
  ["some clients", limited, [], false],
  ["no client", { workspaceId: "w", clients: [] }, ["kite", null], false],
])("who sees %s: what belongs to %s → %s", (_who, reach, theirs, seen) => {
  expect(touches(reach, theirs)).toBe(seen);
});
