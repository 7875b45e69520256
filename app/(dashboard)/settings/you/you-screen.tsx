"use client";

import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/app/_queries/me";
import { Failed, Waiting } from "@/app/_ui/states";
import { AboutYou } from "./about-you";
import { PasswordForm } from "./password-form";
import { YourSessions } from "./your-sessions";

export function YouScreen({ zones }: { zones: string[] }) {
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
        <PasswordForm me={data} />
        <YourSessions />
      </div>
    </>
  );
}
