import { nameJson } from "./name";
import { roleJson, zoneJson } from "./settings";
import { z } from "./zod";

export const workspaceNameJson = nameJson("Give the workspace a name.");

export const workspaceJson = z.object({
  id: z.string(),
  name: z.string(),
  role: roleJson,
  /** Where this session is. */
  here: z.boolean(),
});

/** GET /api/v1/workspaces: those of the signed-in person. */
export const workspacesJson = z.object({ workspaces: z.array(workspaceJson) });
export type WorkspacesJson = z.infer<typeof workspacesJson>;

/** POST /api/v1/workspaces: its maker becomes its administrator, and the session moves there. */
export const createWorkspaceJson = z.object({ name: workspaceNameJson, zone: zoneJson });
export type CreateWorkspaceJson = z.infer<typeof createWorkspaceJson>;

/** POST /api/v1/workspaces/{id}/enter */
export const enteredWorkspaceJson = z.object({ id: z.string() });
