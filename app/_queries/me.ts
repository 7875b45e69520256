import { queryOptions } from "@tanstack/react-query";
import { endedSessionsJson, meJson, sessionsJson } from "@/lib/wire/me";
import type { ChangePasswordJson, UpdateMeJson } from "@/lib/wire/me";
import { enteredWorkspaceJson, workspacesJson } from "@/lib/wire/workspace";
import type { CreateWorkspaceJson } from "@/lib/wire/workspace";
import { fetchJson, sendJson } from "./fetch-json";

export const meQuery = () =>
  queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => fetchJson("/api/v1/me", meJson, signal),
    refetchInterval: 60_000,
  });

export const sessionsQuery = () =>
  queryOptions({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => fetchJson("/api/v1/sessions", sessionsJson, signal),
    refetchInterval: 60_000,
  });

export const workspacesQuery = () =>
  queryOptions({
    queryKey: ["workspaces"],
    queryFn: ({ signal }) => fetchJson("/api/v1/workspaces", workspacesJson, signal),
    refetchInterval: 60_000,
    staleTime: 60_000,
  });

export const updateMe = (change: UpdateMeJson) => sendJson("PATCH", "/api/v1/me", meJson, change);
export const changePassword = (change: ChangePasswordJson) =>
  sendJson("POST", "/api/v1/me/password", endedSessionsJson, change);
export const unlinkGoogle = () => sendJson("DELETE", "/api/v1/me/google", meJson);
export const endSession = (id: string) =>
  sendJson("DELETE", `/api/v1/sessions/${id}`, endedSessionsJson);
export const endAllSessions = () => sendJson("DELETE", "/api/v1/sessions", endedSessionsJson);
export const enterWorkspace = (id: string) =>
  sendJson("POST", `/api/v1/workspaces/${id}/enter`, enteredWorkspaceJson);
export const createWorkspace = (wanted: CreateWorkspaceJson) =>
  sendJson("POST", "/api/v1/workspaces", enteredWorkspaceJson, wanted);
