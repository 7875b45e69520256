import { passwordJson, personNameJson } from "./me";
import { emailJson } from "./name";
import { zoneJson } from "./settings";
import { workspaceNameJson } from "./workspace";
import { z } from "./zod";

/** POST /api/v1/password-resets: the answer is the same whether the address is known or not. */
export const askPasswordResetJson = z.object({ email: emailJson });

/** POST /api/v1/password-resets/use */
export const resetPasswordJson = z.object({ token: z.string().max(200), password: passwordJson });

/** POST /api/v1/sign-up/address: where mail leaves, an address is confirmed before there is an account. */
export const askSignUpJson = z.object({ email: emailJson });

/** POST /api/v1/sign-up: with the mailed token where mail leaves, else with the address itself. */
export const signUpJson = z.object({
  token: z.string().max(600).optional(),
  email: emailJson.optional(),
  name: personNameJson,
  password: passwordJson,
  workspace: workspaceNameJson,
  zone: zoneJson,
});
export type SignUpJson = z.infer<typeof signUpJson>;

/** Whose account it is now: the page signs in with it. */
export const accountJson = z.object({ email: z.string() });

/** Taken; what follows comes by mail, if anything does. */
export const takenJson = z.object({ taken: z.literal(true) });
