import { lineJson, nameJson } from "./name";
import { momentJson } from "./words";
import { z } from "./zod";

/** What people here call a number or an account. */
export const givenNameJson = lineJson(100);

/** A customer of an agency: numbers that belong together, whose people nobody else's numbers know. */
export const clientJson = z.object({
  id: z.string(),
  name: z.string(),
  /** How many numbers are this client's. */
  numbers: z.number().int(),
  createdAt: momentJson,
});
export type ClientJson = z.infer<typeof clientJson>;

/** GET /api/v1/clients: by name; who is limited sees their own. */
export const clientsJson = z.object({ clients: z.array(clientJson) });
export type ClientsJson = z.infer<typeof clientsJson>;

/** POST /api/v1/clients and PATCH /api/v1/clients/{id} */
export const writeClientJson = z.object({ name: nameJson("The client needs a name.") });

/** POST /api/v1/clients/assignments: several numbers at once. */
export const assignNumbersJson = z.object({
  numbers: z.array(z.string().max(64)).min(1, "Choose at least one number.").max(1000),
  /** Null: no client's. */
  clientId: z.uuid("There is no such client.").nullable(),
});

/** Numbers that were another client's before. */
export const assignedJson = z.object({ moved: z.number().int() });
