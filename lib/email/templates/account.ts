import { bold, cleanName, paragraph, words, type Block, type Mail } from "@/lib/email/document";
import { formatMoment } from "@/lib/email/format";

/** Mails about a person's own account: each with one button, and what to do when it was not asked for. */
interface AccountMail {
  appUrl: string;
  /** Where the button leads; its last part is filled in when the mail is sent. */
  link: string;
}

const roleWords = {
  admin: "an administrator: you can change everything, also people and settings",
  member: "a member: you can act on alerts, names, files and sources",
  viewer: "a viewer: you can read everything and change nothing",
} as const;

interface Invitation extends AccountMail {
  workspace: string;
  inviter: string;
  role: keyof typeof roleWords;
  /** Names of the clients it is limited to; null: everything. */
  clients: readonly string[] | null;
  expiresAt: number;
  zone: string;
}

export function invitationMail(invitation: Invitation): Mail {
  const { workspace, inviter, role, clients, expiresAt, zone, link } = invitation;
  const [name, who] = [cleanName(workspace), cleanName(inviter)];
  return {
    subject: `${who} invites you to ${name} on Banguard`,
    preview: `The invitation holds until ${formatMoment(expiresAt, zone)}.`,
    blocks: [
      paragraph`${bold(`${who} invites you to ${name}.`)} Banguard tells in time when a WhatsApp Business number is heading for a restriction, why, and what to do.`,
      paragraph`You would be ${roleWords[role]}.${limitWords(clients)}`,
      { block: "button", label: "Accept the invitation", href: link },
      paragraph`It holds until ${formatMoment(expiresAt, zone)} and works once.`,
      small("You do not know who this is? Then do nothing: without you nothing happens."),
    ],
  };
}

function limitWords(clients: readonly string[] | null): string {
  if (clients === null) return "";
  return ` You would see the numbers of ${clients.map(cleanName).join(", ")}.`;
}

interface Reset extends AccountMail {
  name: string;
}

export function passwordResetMail({ name, link }: Reset): Mail {
  return {
    subject: "Set a new password for Banguard",
    preview: "The link holds for one hour and works once.",
    blocks: [
      paragraph`${bold(`Hello ${cleanName(name)},`)} somebody, most likely you, asked for a new password for Banguard.`,
      { block: "button", label: "Set a new password", href: link },
      paragraph`The link holds for one hour and works once. Setting a new password signs you out everywhere.`,
      small("You did not ask? Then do nothing: your password stays as it is."),
    ],
  };
}

interface Changed {
  name: string;
  at: number;
  zone: string;
  appUrl: string;
}

export function passwordChangedMail({ name, at, zone, appUrl }: Changed): Mail {
  return {
    subject: "Your Banguard password was changed",
    preview: `It was changed on ${formatMoment(at, zone)}.`,
    blocks: [
      paragraph`${bold(`Hello ${cleanName(name)},`)} your password was changed on ${formatMoment(at, zone)}. Every other browser was signed out.`,
      paragraph`That was you? Then there is nothing to do. It was not? Then somebody knows your password or reads your mails: set a new one now.`,
      { block: "button", label: "Set a new password", href: `${appUrl}/forgot-password` },
      small("This mail cannot be switched off."),
    ],
  };
}

export function confirmAddressMail({ link }: AccountMail): Mail {
  return {
    subject: "Confirm your address for Banguard",
    preview: "The link holds for one day.",
    blocks: [
      paragraph`${bold("One step is left.")} Somebody, most likely you, wants an account on Banguard with this address.`,
      { block: "button", label: "Make the account", href: link },
      paragraph`The link holds for one day.`,
      small("You did not ask? Then do nothing: no account is made."),
    ],
  };
}

/** To somebody who wants an account and has one: the page says the same to everybody, the mail may tell more. */
export function knownAddressMail({ appUrl }: Pick<AccountMail, "appUrl">): Mail {
  return {
    subject: "You have a Banguard account already",
    preview: "Sign in with your password, or set a new one.",
    blocks: [
      paragraph`${bold("There is an account with this address already.")} Somebody, most likely you, asked for a new one.`,
      { block: "button", label: "Sign in", href: `${appUrl}/sign-in` },
      paragraph`You do not remember the password? On the same page you can set a new one.`,
      small("You did not ask? Then do nothing."),
    ],
  };
}

function small(text: string): Block {
  return { block: "small", spans: words`${text} Banguard is not part of WhatsApp or Meta.` };
}
