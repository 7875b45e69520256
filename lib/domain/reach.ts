/** Whose figures a caller may see: one workspace, and within it everything, or the numbers of some clients only. */
export interface Reach {
  workspaceId: string;
  /** Client ids; null: every number, also those without a client. */
  clients: readonly string[] | null;
}

/** A reader, and whose own mails are theirs; an API key (`userId` undefined) has none. */
export interface Viewer {
  reach: Reach;
  userId: string | undefined;
}

export function wholeWorkspace(workspaceId: string): Reach {
  return { workspaceId, clients: null };
}

/** Whether something that belongs to numbers of these clients (null: a number without one) lies within reach. */
export function touches({ clients }: Reach, theirs: readonly (string | null)[]): boolean {
  return clients === null || theirs.some((client) => client !== null && clients.includes(client));
}
