import { type Env, readEnv } from "@/lib/env";

/** The environment of a test: real defaults, keys that are no secrets, and what the test sets. */
export function makeEnv(databaseUrl: string, variables: Record<string, string> = {}): Env {
  return readEnv({
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: "for-tests-only-auth-secret-32-characters",
    ENCRYPTION_KEY: "for-tests-only-encryption-key-32-characters",
    ...variables,
  });
}
