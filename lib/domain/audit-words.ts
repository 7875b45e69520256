/** What each action of the audit log is called on screen, after the name of who did it. Written 2026-11-22. */
export const auditWords = {
  workspace_created: "set up the workspace",
  workspace_pledged: "said “That is us”",
  workspace_erasure_ordered: "ordered the erasure of the workspace",
  settings_changed: "changed the settings of",
  retention_changed: "changed how long things are kept in",
  demo_created: "opened the demo",
  source_created: "connected the source",
  source_changed: "changed the source",
  source_removed: "removed the source",
  source_unsubscribed: "unsubscribed the source and deleted its credentials",
  source_tested: "sent a test event to the source",
  key_created: "made the API key",
  key_revoked: "revoked the API key",
  channel_created: "added the channel",
  channel_changed: "changed the channel",
  channel_removed: "removed the channel",
  channel_tested: "sent a test to the channel",
  channel_secret_renewed: "gave a new secret to the channel",
  channel_message_resent: "sent a message again to the channel",
  channel_switched_off: "switched off the channel",
  member_invited: "invited",
  member_role_changed: "changed the role of",
  member_removed: "removed",
  member_mails_changed: "changed the mails of",
  invitation_accepted: "accepted the invitation of",
  invitation_resent: "sent the invitation again to",
  invitation_revoked: "took back the invitation of",
  password_changed: "changed the password of",
  password_reset: "set a new password for",
  sessions_ended: "signed out other devices of",
  test_mail_ordered: "ordered a test mail to",
  client_created: "added the client",
  client_renamed: "renamed the client",
  client_removed: "removed the client",
  client_erased: "erased the client",
  client_exported: "exported the client",
  number_named: "named the number",
  number_moved: "moved the number to another client:",
  account_named: "named the account",
  campaign_named: "named the campaign",
  campaign_name_removed: "took the name off the campaign",
  identity_linked: "linked a sign-in service to",
  identity_unlinked: "unlinked a sign-in service from",
  password_reset_asked: "asked for a new password for",
  rating_entered: "entered WhatsApp’s rating of",
  import_undone: "took back the file",
  file_imported: "read the file",
  alert_acknowledged: "is on it:",
  alert_resolved: "closed",
  alert_muted: "muted mails about",
  alert_expected: "expected",
  person_erased: "erased a recipient by phone number",
  workspace_exported: "exported everything of",
  said_no_exported: "took the list of people who said no",
} as const satisfies Record<string, string>;

/** The objects that actions are about, as the page's filter names them. */
export const auditObjects = {
  source: "Sources",
  key: "API keys",
  channel: "Channels",
  member: "People",
  invitation: "Invitations",
  client: "Clients",
  number: "Numbers",
  alert: "Alerts",
  campaign: "Campaigns",
  import: "Files",
  settings: "Settings",
  retention: "Keeping",
  person: "Erased recipients",
  workspace: "Workspace",
} as const;
export type AuditObject = keyof typeof auditObjects;

/** Other words that actions about the same thing begin with. */
const alike: Partial<Record<AuditObject, readonly string[]>> = {
  member: ["sessions", "password", "identity", "test"],
  number: ["rating", "account"],
  import: ["file"],
  workspace: ["demo", "said"],
};

/** What the actions about an object begin with. */
export function beginningsOf(object: string): readonly string[] {
  return isAuditObject(object) ? [object, ...(alike[object] ?? [])] : [object];
}

export function isAuditObject(text: string): text is AuditObject {
  return Object.hasOwn(auditObjects, text);
}

/** An action from a newer version that has no words here is read as it is written. */
export function wordsOfAction(action: string): string {
  return Object.hasOwn(auditWords, action)
    ? auditWords[action as keyof typeof auditWords]
    : action.replaceAll("_", " ");
}

/** "maya@example.com", "CRM (bg_4f1…)": what it was done to, when the words need it. */
export function deedOf({
  action,
  targetName,
}: {
  action: string;
  targetName: string | null;
}): string {
  const words = wordsOfAction(action);
  return targetName === null ? words.replace(/:$/, "") : `${words} ${targetName}`;
}

/** What the figures of an entry are called where their own name says too little. */
const detailWords: Record<string, string> = {
  rawDays: "days for single messages",
  rollupDays: "days for hourly sums and mails",
  deliveryLogDays: "days for the log of deliveries",
};

/** "receivesMails" → "receives mails". */
export function wordsOfDetail(name: string): string {
  const spaced = name
    .replaceAll("_", " ")
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  return detailWords[name] ?? spaced;
}
