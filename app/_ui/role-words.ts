import type { Role } from "@/lib/domain/role";

/** What each role is called on a page. */
export const roleWords: Record<Role, string> = {
  admin: "administrator",
  member: "member",
  viewer: "viewer",
};

export const roleOptions = [
  ["member", "member: acts on alerts, names, files and sources"],
  ["viewer", "viewer: reads"],
  ["admin", "administrator: everything, also people and settings"],
] as const;

export const shortRoleOptions = [
  ["admin", roleWords.admin],
  ["member", roleWords.member],
  ["viewer", roleWords.viewer],
] as const;
