"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { retentionQuery } from "@/app/_queries/privacy";
import { PrivacyDocument } from "@/app/_ui/privacy-document";
import { Failed, Waiting } from "@/app/_ui/states";
import { ErasePerson } from "./erase-person";

interface PrivacyScreenProps {
  isAdmin: boolean;
  subprocessors: readonly string[];
  backupDays: number | null;
}

export function PrivacyScreen({ isAdmin, ...installation }: PrivacyScreenProps) {
  const { data, error, isError, refetch } = useQuery(retentionQuery());
  if (!data && isError)
    return <Failed what="The privacy page" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the privacy page" />;
  return (
    <>
      <header className="page-head">
        <h1>Privacy</h1>
        <Link href="/privacy">The public page</Link>
      </header>
      {isAdmin && <ErasePerson />}
      <PrivacyDocument retention={data.days} {...installation} />
    </>
  );
}
