import { acceptedInvitationJson } from "@/lib/wire/people";
import type { AcceptInvitationJson } from "@/lib/wire/people";
import { accountJson, takenJson } from "@/lib/wire/sign-up";
import type { SignUpJson } from "@/lib/wire/sign-up";
import { sendJson } from "./fetch-json";

export const acceptInvitation = (given: AcceptInvitationJson) =>
  sendJson("POST", "/api/v1/invitations/accept", acceptedInvitationJson, given);
export const askPasswordReset = (email: string) =>
  sendJson("POST", "/api/v1/password-resets", takenJson, { email });
export const resetPassword = (token: string, password: string) =>
  sendJson("POST", "/api/v1/password-resets/use", accountJson, { token, password });
export const askSignUp = (email: string) =>
  sendJson("POST", "/api/v1/sign-up/address", takenJson, { email });
export const signUp = (wanted: SignUpJson) =>
  sendJson("POST", "/api/v1/sign-up", accountJson, wanted);
