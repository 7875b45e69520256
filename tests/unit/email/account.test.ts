import { expect, test } from "vitest";
import { composeMail } from "@/lib/email/compose";
import {
  confirmAddressMail,
  invitationMail,
  knownAddressMail,
  passwordChangedMail,
  passwordResetMail,
} from "@/lib/email/templates/account";

const appUrl = "https://banguard.example.com";
const link = `${appUrl}/invitation/token`;
const expiresAt = Date.UTC(2026, 10, 29, 4, 10);
const invitation = {
  appUrl,
  link,
  workspace: "Bluebird Agency",
  inviter: "Maya",
  role: "viewer",
  clients: ["Kite Fashion", "Roast & Co"],
  expiresAt,
  zone: "Asia/Kolkata",
} as const;

const mails = {
  invitation: invitationMail(invitation),
  reset: passwordResetMail({ name: "Jonas", appUrl, link }),
  changed: passwordChangedMail({ name: "Jonas", appUrl, at: expiresAt, zone: "Asia/Kolkata" }),
  confirm: confirmAddressMail({ appUrl, link }),
  known: knownAddressMail({ appUrl }),
};

test.each(Object.entries(mails))("the %s mail has one button, and a way out", (_name, mail) => {
  const { text, html } = composeMail(mail);

  expect(html.match(/class="button"/g)).toHaveLength(1);
  expect(text).toContain("Banguard is not part of WhatsApp or Meta.");
  expect(html).not.toMatch(/<img|<script/);
});

test("the invitation says who asks, where to, as what, and until when", () => {
  const { subject, text } = composeMail(mails.invitation);

  expect(subject).toBe("Maya invites you to Bluebird Agency on Banguard");
  expect(text).toContain("You would be a viewer: you can read everything and change nothing.");
  expect(text).toContain("You would see the numbers of Kite Fashion, Roast & Co.");
  expect(text).toContain("Sunday 29 November, 09:40 IST");
  expect(text).toContain(`Accept the invitation: ${link}`);
});

test.each([
  ["HTML", "<img src=x onerror=alert(1)>"],
  ["line ends", "Maya\r\nBcc: everybody@example.com"],
  ["a mark that turns the line around", "Maya\u202egpj.exe"],
  ["256 characters", "M".repeat(256)],
])("a name with %s stays words on one line", (_name, hostile) => {
  const mail = invitationMail({ ...invitation, inviter: hostile, workspace: hostile });
  const { subject, html } = composeMail(mail);

  expect(subject).not.toMatch(/[\r\n\u202e]/);
  expect(subject.length).toBeLessThan(300);
  expect(html).not.toContain("<img");
  expect(html).not.toContain("\u202e");
});
