import type { Story } from "@/lib/domain/alert/story";
import type { Mail } from "./document";
import { renderHtml } from "./render-html";
import { renderText } from "./render-text";
import { disableMail } from "./templates/disable";
import { numberHighMail } from "./templates/number-high";
import { numberCalmMail, numberNewsMail } from "./templates/number-later";
import { liftedMail } from "./templates/lifted";
import { restrictedMail } from "./templates/restricted";
import { shortMail } from "./templates/short";

/** A mail as the outbox keeps it. */
export interface ComposedMail {
  subject: string;
  preview: string;
  text: string;
  html: string;
  picture: Uint8Array | undefined;
}

export function composeStory(story: Story, firstSubject: string): ComposedMail {
  return composeMail(mailOf(story, firstSubject));
}

/** `firstSubject`: that of the alert's first mail, which later ones answer. */
export function mailOf(story: Story, firstSubject: string): Mail {
  switch (story.story) {
    case "number_high":
      return numberHighMail(story, firstSubject);
    case "number_news":
      return numberNewsMail(story, firstSubject);
    case "number_calm":
      return numberCalmMail(story, firstSubject);
    case "restricted":
      return restrictedMail(story);
    case "lifted":
      return liftedMail(story);
    case "disable_scheduled":
      return disableMail(story, firstSubject);
    case "short":
      return shortMail(story, firstSubject);
  }
}

export function composeMail(mail: Mail): ComposedMail {
  return {
    subject: mail.subject,
    preview: mail.preview,
    text: renderText(mail),
    html: renderHtml(mail),
    picture: mail.picture?.png,
  };
}
