import { bold, cleanName, paragraph, type Mail } from "@/lib/email/document";

/** A demo's mail must never be taken for a real one: subject and first line say so. */
export function markDemo(mail: Mail): Mail {
  return {
    ...mail,
    subject: `[Demo] ${mail.subject}`,
    blocks: [
      paragraph`${bold("This is a demo.")} The numbers, people and figures in this mail are made up.`,
      ...mail.blocks,
    ],
  };
}

/** Why somebody who switched alert mails off gets this one. */
export function markLastResort(mail: Mail, workspace: string): Mail {
  const said = paragraph`You chose not to get mails like this one. It comes all the same, because nobody else in ${cleanName(workspace)} would hear of it.`;
  return { ...mail, blocks: [...mail.blocks.slice(0, -1), said, ...mail.blocks.slice(-1)] };
}
