import { auditJson, auditQueryJson } from "@/lib/wire/audit";
import {
  channelJson,
  channelPageJson,
  channelsJson,
  createChannelJson,
  createdChannelJson,
  newSecretJson,
  updateChannelJson,
} from "@/lib/wire/channel";
import {
  assignedJson,
  assignNumbersJson,
  clientJson,
  clientsJson,
  writeClientJson,
} from "@/lib/wire/client";
import { mailPageJson, outboxJson } from "@/lib/wire/outbox";
import {
  apiKeyJson,
  apiKeysJson,
  createApiKeyJson,
  createdApiKeyJson,
  settingsJson,
  testMailJson,
  updateSettingsJson,
} from "@/lib/wire/settings";
import { removedJson } from "@/lib/wire/words";
import { topic } from "./operation";

const clients = topic("Clients");
const channels = topic("Channels");
const mails = topic("Mails");
const workspace = topic("Workspace");
const csv = { mediaType: "text/csv" };

export const ofWorkspace = [
  clients.get("listClients", "/clients", "Whose numbers they are", {
    who: "read",
    answer: clientsJson,
  }),
  clients.post("createClient", "/clients", "Add a client", {
    who: "write",
    body: writeClientJson,
    status: 201,
    answer: clientJson,
  }),
  clients.patch("renameClient", "/clients/{id}", "Rename a client", {
    who: "write",
    body: writeClientJson,
    answer: clientJson,
  }),
  clients.remove("removeClient", "/clients/{id}", "Remove a client without numbers", {
    who: "write",
    answer: removedJson,
  }),
  clients.post("assignNumbers", "/clients/assignments", "Give numbers to a client", {
    who: "write",
    body: assignNumbersJson,
    answer: assignedJson,
  }),
  channels.get("listChannels", "/channels", "Where alerts go besides mail", {
    who: "read",
    answer: channelsJson,
  }),
  channels.post("createChannel", "/channels", "Add a Slack or signed webhook", {
    who: "admin",
    body: createChannelJson,
    status: 201,
    answer: createdChannelJson,
  }),
  channels.get("getChannel", "/channels/{id}", "One channel with its last messages", {
    who: "read",
    answer: channelPageJson,
  }),
  channels.patch("updateChannel", "/channels/{id}", "Change a channel, switch it off or on", {
    who: "admin",
    body: updateChannelJson,
    answer: channelJson,
  }),
  channels.remove("removeChannel", "/channels/{id}", "Remove a channel with its log", {
    who: "admin",
    answer: removedJson,
  }),
  channels.post("renewChannelSecret", "/channels/{id}/secret", "A new secret, shown once", {
    who: "admin",
    answer: newSecretJson,
  }),
  channels.post("testChannel", "/channels/{id}/test", "Send a test message", {
    who: "admin",
    answer: channelPageJson,
  }),
  channels.post("resendCall", "/channels/{id}/calls/{callId}/resend", "Send one message again", {
    who: "admin",
    answer: channelPageJson,
  }),
  mails.get("listMails", "/outbox", "Mails, newest first", { who: "read", answer: outboxJson }),
  mails.get("listMailsFile", "/outbox/csv", "The same as a file", { who: "read", answer: csv }),
  mails.get("getMail", "/outbox/{id}", "One mail as it was written", {
    who: "read",
    answer: mailPageJson,
  }),
  workspace.get("getSettings", "/settings", "The workspace", { who: "read", answer: settingsJson }),
  workspace.patch("updateSettings", "/settings", "Name, zone, grace after a no", {
    who: "admin",
    body: updateSettingsJson,
    answer: settingsJson,
  }),
  workspace.post("sendTestMail", "/settings/test-mail", "A test mail to oneself", {
    who: "person",
    answer: testMailJson,
  }),
  workspace.get("listApiKeys", "/api-keys", "API keys, without the keys themselves", {
    who: "person",
    answer: apiKeysJson,
  }),
  workspace.post("createApiKey", "/api-keys", "Make an API key, shown once", {
    who: "admin",
    body: createApiKeyJson,
    status: 201,
    answer: createdApiKeyJson,
  }),
  workspace.remove("revokeApiKey", "/api-keys/{id}", "Revoke an API key", {
    who: "admin",
    answer: apiKeyJson,
  }),
  workspace.get("getAudit", "/audit", "Who did what, newest first", {
    who: "admin",
    query: auditQueryJson,
    answer: auditJson,
  }),
  workspace.get("getAuditFile", "/audit/csv", "The same as a file", {
    who: "admin",
    query: auditQueryJson,
    answer: csv,
  }),
];
