"use client";

import { useState } from "react";
import { signInWithGoogle } from "@/app/_queries/sign-in";

export function GoogleButton({ words, back }: { words: string; back: string }) {
  const [failed, setFailed] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button wide"
        onClick={() => void signInWithGoogle(back).catch(() => setFailed(true))}
      >
        {words}
      </button>
      {failed && (
        <p role="alert" className="note warn">
          Google cannot be reached from here just now.
        </p>
      )}
    </>
  );
}
