"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { meQuery, unlinkGoogle } from "@/app/_queries/me";
import { signInWithGoogle } from "@/app/_queries/sign-in";
import type { MeJson } from "@/lib/wire/me";

/** Signing in with Google instead of the password; `refused`: what came of the last try. */
export function GoogleLink({ me, refused }: { me: MeJson; refused: string | undefined }) {
  const client = useQueryClient();
  const link = useMutation({ mutationFn: () => signInWithGoogle("/settings/you") });
  const unlink = useMutation({
    mutationFn: unlinkGoogle,
    onSuccess: (changed) => client.setQueryData(meQuery().queryKey, changed),
  });
  const problem = unlink.error?.message ?? (link.error ? "Google cannot be reached." : refused);
  return (
    <section className="block form" aria-labelledby="google">
      <h2 id="google">Google</h2>
      <p className="soft">
        {me.google ? "You can sign in with your Google account." : "Sign in with Google instead."}
      </p>
      <div className="actions">
        {me.google ? (
          <button
            type="button"
            className="button"
            disabled={unlink.isPending}
            onClick={() => unlink.mutate()}
          >
            Unlink Google
          </button>
        ) : (
          <button
            type="button"
            className="button"
            disabled={link.isPending}
            onClick={() => link.mutate()}
          >
            Link Google
          </button>
        )}
      </div>
      {problem !== undefined && (
        <p role="alert" className="note warn">
          {problem}
        </p>
      )}
    </section>
  );
}
