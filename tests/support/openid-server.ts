import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Who signs in there next, as the service would say it. */
export interface OpenIdPerson {
  sub: string;
  name: string;
  email: string;
  email_verified: boolean;
}

interface Grant {
  person: OpenIdPerson;
  nonce: string;
  challenge: string;
}

export const openIdClient = { id: "banguard-tests", secret: "a secret between the two" };

/** A real OpenID Connect server on loopback: code, PKCE, nonce, RS256. Whoever comes is the person set last. */
export async function startOpenIdServer() {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  let person: OpenIdPerson | undefined;
  let url = "";

  const idToken = ({ person: who, nonce }: Grant) => {
    const seconds = Math.floor(Date.now() / 1000);
    const claims = { iss: url, aud: openIdClient.id, iat: seconds, exp: seconds + 300, nonce };
    const said = [
      { alg: "RS256", typ: "JWT", kid: "one" },
      { ...claims, ...who },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    return `${said}.${createSign("RSA-SHA256").update(said).sign(privateKey, "base64url")}`;
  };

  const authorize = (asked: URLSearchParams, response: ServerResponse) => {
    const back = new URL(asked.get("redirect_uri") ?? "");
    const code = randomBytes(16).toString("hex");
    if (person)
      grants.set(code, {
        person,
        nonce: asked.get("nonce") ?? "",
        challenge: asked.get("code_challenge") ?? "",
      });
    back.searchParams.set("code", code);
    back.searchParams.set("state", asked.get("state") ?? "");
    response.writeHead(302, { location: back.href }).end();
  };

  const exchange = async (request: IncomingMessage, response: ServerResponse) => {
    const given = new URLSearchParams(await bodyOf(request));
    const grant = grants.get(given.get("code") ?? "");
    grants.delete(given.get("code") ?? "");
    const proof = createHash("sha256").update(given.get("code_verifier") ?? "");
    if (!isClient(request) || grant?.challenge !== proof.digest("base64url"))
      return json(response, { error: "invalid_grant" }, 400);
    json(response, { token_type: "Bearer", access_token: "unused", id_token: idToken(grant) });
  };

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", url);
    if (pathname === "/authorize") return authorize(searchParams, response);
    if (pathname === "/token") return void exchange(request, response);
    if (pathname === "/jwks") {
      const key = { ...publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" };
      return json(response, { keys: [key] });
    }
    if (pathname === "/.well-known/openid-configuration") return json(response, describe(url));
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    signInAs(next: OpenIdPerson) {
      person = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

function describe(url: string) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    code_challenge_methods_supported: ["S256"],
  };
}

function isClient({ headers }: IncomingMessage): boolean {
  const [, basic = ""] = (headers.authorization ?? "").split("Basic ");
  const [id, secret] = Buffer.from(basic, "base64").toString().split(":").map(decodeURIComponent);
  // A form writes a space as a plus.
  return id === openIdClient.id && secret?.replaceAll("+", " ") === openIdClient.secret;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
