import type { Reach } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";
import { type ApiCaller, type AuthContext, identifyCaller, type Scope } from "./session";

export interface PersonCaller extends ApiCaller {
  userId: string;
  sessionHash: string;
}

/** What only a signed-in person may do: an API key has nobody behind it. */
export function requirePerson(caller: ApiCaller): PersonCaller {
  const { userId, sessionHash } = caller;
  if (userId === undefined || sessionHash === undefined) {
    throw new AppError("forbidden", "An API key may not do this: sign in and do it there.");
  }
  return { ...caller, userId, sessionHash };
}

/** For what is the person's own whatever their role: name, password, sessions, workspaces. */
export async function requireSelf(
  context: AuthContext,
  request: Request,
  scope: Scope,
  now: Date,
): Promise<PersonCaller> {
  return requirePerson(await identifyCaller(context, request, scope, now));
}

export function requireAdmin(caller: ApiCaller): PersonCaller {
  const person = requirePerson(caller);
  if (person.role !== "admin") {
    throw new AppError("forbidden", "Only an administrator of the workspace may do this.");
  }
  return person;
}

/** For what belongs to the whole workspace: who is limited to some clients finds nothing there. */
export function requireUnlimited<Caller extends { reach: Reach }>(caller: Caller): Caller {
  if (caller.reach.clients !== null) throw new AppError("not_found", "There is nothing here.");
  return caller;
}
