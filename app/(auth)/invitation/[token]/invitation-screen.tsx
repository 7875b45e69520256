"use client";

import { useState } from "react";
import { AccountForm } from "@/app/(auth)/account-form";
import { GoogleButton } from "@/app/(auth)/google-button";
import { acceptInvitation } from "@/app/_queries/account";
import { enterWorkspace } from "@/app/_queries/me";
import { signIn, signOut } from "@/app/_queries/sign-in";
import { roleWords } from "@/app/_ui/role-words";
import type { Role } from "@/lib/domain/role";

interface Invitation {
  workspace: string;
  email: string;
  role: Role;
  hasAccount: boolean;
}

interface InvitationScreenProps {
  token: string;
  invitation: Invitation;
  signedInAs: string | undefined;
  google: boolean;
}

export function InvitationScreen({ token, invitation, signedInAs, google }: InvitationScreenProps) {
  const { workspace, email, role } = invitation;
  return (
    <>
      <h1>
        Join <bdi>{workspace}</bdi>
      </h1>
      <p>
        You are invited as {roleWords[role]}, at <b>{email}</b>.
      </p>
      {signedInAs === undefined ? (
        <>
          <NewHere token={token} invitation={invitation} />
          {google && <GoogleButton words="Continue with Google" back={`/invitation/${token}`} />}
        </>
      ) : (
        <Here token={token} email={email} signedInAs={signedInAs} />
      )}
    </>
  );
}

/** Signed in already, perhaps as somebody else than was invited. */
function Here({ token, email, signedInAs }: { token: string; email: string; signedInAs: string }) {
  const isOther = signedInAs !== email;
  return (
    <>
      {isOther && (
        <p className="note">
          You are signed in as <b>{signedInAs}</b>, not with the invited address. Join with this
          account, or sign out and go on as {email}.
        </p>
      )}
      <AccountForm
        fields={[]}
        button={isOther ? `Join as ${signedInAs}` : "Join"}
        busyWords="Joining…"
        send={async () => {
          const { workspaceId } = await acceptInvitation({ token });
          await enterWorkspace(workspaceId);
          window.location.assign("/");
        }}
      />
      {isOther && (
        <button
          type="button"
          className="button wide"
          onClick={() => void signOut(`/invitation/${token}`)}
        >
          Sign out and go on as {email}
        </button>
      )}
    </>
  );
}

const nameField = { name: "name", label: "Your name", autoComplete: "name", maxLength: 80 };
const newPassword = {
  name: "password",
  label: "Choose a password",
  type: "password",
  autoComplete: "new-password",
  minLength: 10,
  hint: "At least 10 characters.",
};
const oldPassword = {
  name: "password",
  label: "Your password",
  type: "password",
  autoComplete: "current-password",
};

function NewHere({ token, invitation }: { token: string; invitation: Invitation }) {
  const [joined, setJoined] = useState<string>();
  return (
    <AccountForm
      fields={invitation.hasAccount ? [oldPassword] : [nameField, newPassword]}
      button="Join"
      busyWords="Joining…"
      send={async ({ name, password = "" }) => {
        const workspaceId =
          joined ??
          (await acceptInvitation({ token, password, ...(name !== undefined && { name }) }))
            .workspaceId;
        // A second press after a sign-in that failed must not accept twice.
        setJoined(workspaceId);
        const result = await signIn(invitation.email, password);
        if (result !== "signed in") return window.location.assign("/sign-in");
        await enterWorkspace(workspaceId);
        window.location.assign("/");
      }}
    />
  );
}
