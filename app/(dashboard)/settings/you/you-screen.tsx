"use client";

import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/app/_queries/me";
import { Failed, Waiting } from "@/app/_ui/states";
import { AboutYou } from "./about-you";
import { GoogleLink } from "./google-link";
import { PasswordForm } from "./password-form";
import { YourMails } from "./your-mails";
import { YourSessions } from "./your-sessions";

interface YouScreenProps {
  zones: string[];
  /** What a sign-in service's link came to, when it was refused. */
  refused: string | undefined;
}

export function YouScreen({ zones, refused }: YouScreenProps) {
  const { data, error, isError, refetch } = useQuery(meQuery());
  if (!data && isError)
    return <Failed what="Your page" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="your page" />;
  return (
    <>
      <header className="page-head">
        <h1>You</h1>
      </header>
      <div className="settings-grid">
        <AboutYou me={data} zones={zones} />
        <YourMails />
        <PasswordForm me={data} />
        {data.google !== null && <GoogleLink me={data} refused={refused} />}
        <YourSessions />
      </div>
    </>
  );
}
