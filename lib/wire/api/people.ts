import { demoJson, movedJson, openDemoJson } from "@/lib/wire/demo";
import {
  changePasswordJson,
  endedSessionsJson,
  meJson,
  sessionsJson,
  updateMeJson,
} from "@/lib/wire/me";
import {
  acceptedInvitationJson,
  acceptInvitationJson,
  changeMemberJson,
  inviteJson,
  memberJson,
  peopleJson,
  removedIdJson,
  sentInvitationJson,
} from "@/lib/wire/people";
import {
  accountJson,
  askPasswordResetJson,
  askSignUpJson,
  resetPasswordJson,
  signUpJson,
  takenJson,
} from "@/lib/wire/sign-up";
import { changeMailChoiceJson, mailChoiceJson } from "@/lib/wire/mail-choice";
import { unsubscribedJson } from "@/lib/wire/unsubscribe";
import {
  createWorkspaceJson,
  enteredWorkspaceJson,
  workspaceJson,
  workspacesJson,
} from "@/lib/wire/workspace";
import { topic } from "./operation";

const people = topic("People");
const me = topic("Oneself");
const arriving = topic("Arriving");

export const ofPeople = [
  people.get("listPeople", "/people", "Members and open invitations", {
    who: "read",
    answer: peopleJson,
  }),
  people.patch("changeMember", "/people/{id}", "Role, what they see, which mails they get", {
    who: "person",
    body: changeMemberJson,
    answer: memberJson,
  }),
  people.remove("removeMember", "/people/{id}", "Remove a member; their sessions end", {
    who: "admin",
    answer: removedIdJson,
  }),
  people.post("invitePerson", "/people/invitations", "Invite somebody by mail", {
    who: "admin",
    body: inviteJson,
    status: 201,
    answer: sentInvitationJson,
  }),
  people.remove("revokeInvitation", "/people/invitations/{id}", "Take an invitation back", {
    who: "admin",
    answer: removedIdJson,
  }),
  people.post("resendInvitation", "/people/invitations/{id}/resend", "Send it again", {
    who: "admin",
    answer: sentInvitationJson,
  }),
  me.get("getMe", "/me", "Who is signed in", { who: "person", answer: meJson }),
  me.patch("updateMe", "/me", "Own name and zone", {
    who: "person",
    body: updateMeJson,
    answer: meJson,
  }),
  me.get("getMailChoice", "/me/mails", "What oneself gets by mail", {
    who: "person",
    answer: mailChoiceJson,
  }),
  me.patch("changeMailChoice", "/me/mails", "Own alert mails, digest and quiet hours", {
    who: "person",
    body: changeMailChoiceJson,
    answer: mailChoiceJson,
  }),
  me.post("changePassword", "/me/password", "Change the password; other sessions end", {
    who: "person",
    body: changePasswordJson,
    answer: endedSessionsJson,
  }),
  me.remove("unlinkGoogle", "/me/google", "Sign in with Google no more", {
    who: "person",
    answer: meJson,
  }),
  me.get("listSessions", "/sessions", "Own living sessions", {
    who: "person",
    answer: sessionsJson,
  }),
  me.remove("endSessions", "/sessions", "Sign out everywhere", {
    who: "person",
    answer: endedSessionsJson,
  }),
  me.remove("endSession", "/sessions/{id}", "Sign out there", {
    who: "person",
    answer: endedSessionsJson,
  }),
  me.get("listWorkspaces", "/workspaces", "Own workspaces", {
    who: "person",
    answer: workspacesJson,
  }),
  me.post("createWorkspace", "/workspaces", "Make a workspace and move there", {
    who: "person",
    body: createWorkspaceJson,
    status: 201,
    answer: workspaceJson,
  }),
  me.post("enterWorkspace", "/workspaces/{id}/enter", "Move this session to a workspace", {
    who: "person",
    answer: enteredWorkspaceJson,
  }),
  me.get("getDemo", "/demo", "Whether this is the demo, and how far it is laid out", {
    who: "read",
    answer: demoJson,
  }),
  me.post("openDemo", "/demo", "Open a demo of one's own and move there", {
    who: "person",
    body: openDemoJson,
    status: 201,
    answer: movedJson,
  }),
  me.remove("removeDemo", "/demo", "Erase the demo and return", {
    who: "person",
    answer: movedJson,
  }),
  arriving.post("acceptInvitation", "/invitations/accept", "Accept an invitation", {
    who: "open",
    body: acceptInvitationJson,
    answer: acceptedInvitationJson,
  }),
  arriving.post("askPasswordReset", "/password-resets", "Ask for a new password by mail", {
    who: "open",
    body: askPasswordResetJson,
    status: 202,
    answer: takenJson,
  }),
  arriving.post("resetPassword", "/password-resets/use", "Set the new password", {
    who: "open",
    body: resetPasswordJson,
    answer: accountJson,
  }),
  arriving.post("askSignUp", "/sign-up/address", "Confirm an address before signing up", {
    who: "open",
    body: askSignUpJson,
    status: 202,
    answer: takenJson,
  }),
  arriving.post("signUp", "/sign-up", "Make an account and a workspace", {
    who: "open",
    body: signUpJson,
    status: 201,
    answer: accountJson,
  }),
  arriving.post("unsubscribe", "/unsubscribe/{token}", "One-click unsubscribe of a mail", {
    who: "open",
    answer: unsubscribedJson,
  }),
];
