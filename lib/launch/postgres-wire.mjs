import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import net from "node:net";

/**
 * The few messages of Postgres' protocol that the launcher needs before any package is installed:
 * sign in with SCRAM-SHA-256 on loopback and run one simple statement. Answers rows of text.
 */
export function queryOnce({ port, user, password, database }, statement, timeoutMs = 5000) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: "127.0.0.1", port });
    const session = { scram: startScram(password), statement, rows: [], error: undefined };
    const finish = (error) => {
      socket.destroy();
      if (error) reject(error);
      else resolve(session.rows);
    };
    let buffered = Buffer.alloc(0);

    socket.setTimeout(timeoutMs, () => finish(new Error("timeout")));
    socket.on("error", finish);
    socket.on("close", () => finish(session.error ?? new Error("connection closed")));
    socket.on("connect", () => socket.write(startupMessage(user, database)));
    socket.on("data", (chunk) => {
      buffered = Buffer.concat([buffered, chunk]);
      try {
        buffered = readMessages(buffered, (type, body) => {
          const reply = answer(session, type, body);
          if (reply === "done") finish(session.error);
          else if (reply) socket.write(reply);
        });
      } catch (error) {
        finish(error);
      }
    });
  });
}

function startupMessage(user, database) {
  const pairs = Buffer.from(`user\0${user}\0database\0${database}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + pairs.length, 0);
  head.writeInt32BE(196608, 4); // protocol 3.0
  return Buffer.concat([head, pairs]);
}

function message(type, body) {
  const head = Buffer.alloc(5);
  head.write(type, 0);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

function readMessages(buffer, onMessage) {
  let rest = buffer;
  while (rest.length >= 5) {
    const length = rest.readInt32BE(1);
    if (rest.length < 1 + length) break;
    onMessage(String.fromCharCode(rest[0]), rest.subarray(5, 1 + length));
    rest = rest.subarray(1 + length);
  }
  return rest;
}

/** What to send back for one message of the server; "done" when the statement is over. */
function answer(session, type, body) {
  if (type === "R") return authenticate(session, body);
  if (type === "D") session.rows.push(readRow(body));
  if (type === "E") session.error = readError(body);
  if (type === "E" && !session.asked) return "done";
  if (type !== "Z") return undefined;
  if (session.asked) return "done";
  session.asked = true;
  return message("Q", Buffer.from(`${session.statement}\0`));
}

function authenticate({ scram }, body) {
  const kind = body.readInt32BE(0);
  if (kind === 10) return message("p", scram.first());
  if (kind === 11) return message("p", scram.final(body.subarray(4).toString()));
  if (kind === 0 || kind === 12) return undefined;
  throw new Error(`unexpected authentication request ${kind}`);
}

function startScram(password) {
  const nonce = randomBytes(18).toString("base64");
  const bare = `n=,r=${nonce}`;
  return {
    first() {
      const text = Buffer.from(`n,,${bare}`);
      const length = Buffer.alloc(4);
      length.writeInt32BE(text.length, 0);
      return Buffer.concat([Buffer.from("SCRAM-SHA-256\0"), length, text]);
    },
    final(challenge) {
      const fields = Object.fromEntries(
        challenge.split(",").map((part) => [part[0], part.slice(2)]),
      );
      const salt = Buffer.from(fields.s, "base64");
      const salted = pbkdf2Sync(password, salt, Number(fields.i), 32, "sha256");
      const clientKey = hmac(salted, "Client Key");
      const storedKey = createHash("sha256").update(clientKey).digest();
      const withoutProof = `c=biws,r=${fields.r}`;
      const signature = hmac(storedKey, `${bare},${challenge},${withoutProof}`);
      const proof = clientKey.map((byte, index) => byte ^ signature[index]);
      return Buffer.from(`${withoutProof},p=${Buffer.from(proof).toString("base64")}`);
    },
  };
}

function hmac(key, text) {
  return createHmac("sha256", key).update(text).digest();
}

function readRow(body) {
  const row = [];
  let at = 2;
  for (let column = 0; column < body.readInt16BE(0); column += 1) {
    const length = body.readInt32BE(at);
    at += 4;
    row.push(length < 0 ? null : body.subarray(at, at + length).toString());
    at += Math.max(length, 0);
  }
  return row;
}

/** Every field is one letter, its text and a zero byte: C is the SQLSTATE, M the words. */
function readError(body) {
  const fields = body.toString().split("\0");
  const field = (letter) => fields.find((text) => text.startsWith(letter))?.slice(1);
  return Object.assign(new Error(field("M") ?? "unknown error"), { code: field("C") });
}
