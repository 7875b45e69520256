/** Maya's colleague: invented, so he has no password and can sign in nowhere. */
export function jonas(workspaceId: string) {
  return { name: "Jonas", email: `jonas.${workspaceId.slice(-12)}@bluebird.example` };
}
