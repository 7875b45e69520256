"use client";

import { useMutation } from "@tanstack/react-query";
import { enterWorkspace } from "@/app/_queries/me";

interface EnterButtonProps {
  workspace: { id: string; name: string; here: boolean };
  className?: string;
}

/** Moves this session into another workspace. Everything on the page belongs to the old one, so it starts anew. */
export function EnterButton({ workspace, className }: EnterButtonProps) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => enterWorkspace(workspace.id),
    onSuccess: () => window.location.assign("/"),
  });
  return (
    <>
      <button
        type="button"
        className={className}
        aria-current={workspace.here ? "true" : undefined}
        disabled={isPending}
        onClick={() => (workspace.here ? window.location.assign("/") : mutate())}
      >
        <bdi>{workspace.name}</bdi>
      </button>
      {error !== null && (
        <span role="alert" className="small band high">
          {error.message}
        </span>
      )}
    </>
  );
}
