/** Admin: everything. Member: acts on alerts, names, files and sources. Viewer: reads. */
export const roles = ["admin", "member", "viewer"] as const;
export type Role = (typeof roles)[number];
