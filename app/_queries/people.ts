import { queryOptions } from "@tanstack/react-query";
import { memberJson, peopleJson, removedIdJson, sentInvitationJson } from "@/lib/wire/people";
import type { ChangeMemberJson, InviteJson } from "@/lib/wire/people";
import { fetchJson, sendJson } from "./fetch-json";

export const peopleQuery = () =>
  queryOptions({
    queryKey: ["people"],
    queryFn: ({ signal }) => fetchJson("/api/v1/people", peopleJson, signal),
    refetchInterval: 60_000,
  });

export const changeMember = (id: string, change: ChangeMemberJson) =>
  sendJson("PATCH", `/api/v1/people/${id}`, memberJson, change);
export const removeMember = (id: string) =>
  sendJson("DELETE", `/api/v1/people/${id}`, removedIdJson);
export const invite = (wanted: InviteJson) =>
  sendJson("POST", "/api/v1/people/invitations", sentInvitationJson, wanted);
export const resendInvitation = (id: string) =>
  sendJson("POST", `/api/v1/people/invitations/${id}/resend`, sentInvitationJson);
export const revokeInvitation = (id: string) =>
  sendJson("DELETE", `/api/v1/people/invitations/${id}`, removedIdJson);
