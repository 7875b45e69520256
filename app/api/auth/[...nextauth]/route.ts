import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { nextAuthOptions } from "@/lib/auth/next-auth-options";
import { getContext } from "@/lib/server/context";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

async function answer(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(
    request,
    context,
    nextAuthOptions(getContext(), () => new Date()),
  ) as Promise<Response>;
}

export { answer as GET, answer as POST };
