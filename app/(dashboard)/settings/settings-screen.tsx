"use client";

import { useQuery } from "@tanstack/react-query";
import { settingsQuery } from "@/app/_queries/settings";
import { Failed, Waiting } from "@/app/_ui/states";
import { DemoSetting } from "@/app/(dashboard)/demo-button";
import { MailSettings } from "./mail-settings";
import { WorkspaceForm } from "./workspace-form";

export function SettingsScreen({ zones }: { zones: string[] }) {
  const { data, error, isError, refetch } = useQuery(settingsQuery());
  if (!data && isError)
    return <Failed what="The settings" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the settings" />;
  return (
    <>
      <header className="page-head">
        <h1>Workspace</h1>
      </header>
      <div className="settings-grid">
        <WorkspaceForm workspace={data.workspace} zones={zones} />
        <MailSettings settings={data} />
        <DemoSetting />
      </div>
    </>
  );
}
