import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

/** Control: the least that any such door must do. Reads, verifies the signature, parses, answers; stores nothing. */
const secret = process.env["APP_SECRET"] ?? "";

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const expected = createHmac("sha256", secret).update(body).digest();
    const given = Buffer.from(String(request.headers["x-hub-signature-256"]).slice(7), "hex");
    const fits = given.length === expected.length && timingSafeEqual(given, expected);
    const { entry } = JSON.parse(body.toString()) as { entry: unknown[] };
    const answer = JSON.stringify({ accepted: entry.length, duplicates: 0, skipped: [] });
    response.writeHead(fits ? 200 : 401, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(answer),
    });
    response.end(answer);
  });
}).listen(Number(process.env["PORT"]), "127.0.0.1");
