import { personNameJson } from "./me";
import { emailJson } from "./name";
import { personJson, roleJson } from "./settings";
import { momentJson } from "./words";
import { z } from "./zod";

/** One member, with what they see and about what they get mails. */
export const memberJson = personJson.extend({
  /** The clients a limited member sees; null: everything. */
  sees: z.array(z.string()).nullable(),
  /** The clients mails are wanted about; null: everything within reach. */
  mailsOf: z.array(z.string()).nullable(),
  joinedAt: momentJson,
  /** The one that asks. */
  you: z.boolean(),
});
export type MemberJson = z.infer<typeof memberJson>;

export const invitationJson = z.object({
  id: z.string(),
  email: z.string(),
  role: roleJson,
  clients: z.array(z.string()).nullable(),
  createdAt: momentJson,
  expiresAt: momentJson,
  expired: z.boolean(),
});
export type InvitationJson = z.infer<typeof invitationJson>;

/** GET /api/v1/people. Open invitations are shown to administrators only. */
export const peopleJson = z.object({
  people: z.array(memberJson),
  invitations: z.array(invitationJson),
  /** What the client ids above are called. */
  clients: z.array(z.object({ id: z.string(), name: z.string() })),
  /** False: mails are kept here, and an invitation's link has to be handed over by hand. */
  mailLeaves: z.boolean(),
});
export type PeopleJson = z.infer<typeof peopleJson>;

const clientIdsJson = z.array(z.uuid("This is no client of yours.")).max(500);

/** PATCH /api/v1/people/{id}: what is not named stays. */
export const changeMemberJson = z
  .object({
    role: roleJson,
    receivesMails: z.boolean(),
    sees: clientIdsJson.nullable(),
    mailsOf: clientIdsJson.nullable(),
  })
  .partial();
export type ChangeMemberJson = z.infer<typeof changeMemberJson>;

/** POST /api/v1/people/invitations */
export const inviteJson = z.object({
  email: emailJson,
  role: roleJson,
  clients: clientIdsJson.min(1, "Choose at least one client.").nullable().default(null),
});
export type InviteJson = z.infer<typeof inviteJson>;

/** `link` only where no mail leaves: the administrator hands it over. It is in this answer and nowhere else. */
export const sentInvitationJson = invitationJson.extend({ link: z.string().nullable() });
export type SentInvitationJson = z.infer<typeof sentInvitationJson>;

/** POST /api/v1/invitations/accept: as who is signed in; else with the password of the invited address, or a new account. */
export const acceptInvitationJson = z.object({
  token: z.string().max(200),
  name: personNameJson.optional(),
  password: z.string().max(1_000).optional(),
});
export type AcceptInvitationJson = z.infer<typeof acceptInvitationJson>;

export const acceptedInvitationJson = z.object({ workspaceId: z.string(), email: z.string() });

/** DELETE of a member or an invitation: whose. */
export const removedIdJson = z.object({ id: z.string() });
