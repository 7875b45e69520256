import net from "node:net";
import { afterEach } from "vitest";

/** No test talks to anything but this machine, not even when the product swallows the refusal. */
const loopback = new Set(["localhost", "127.0.0.1", "::1", "0.0.0.0", "::ffff:127.0.0.1"]);
const refused: string[] = [];
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (this: net.Socket, ...parts: unknown[]) {
  const host = hostOf(parts);
  if (host !== undefined && !loopback.has(host)) {
    refused.push(host);
    throw new Error(`A test tried to reach ${host}: only loopback is allowed.`);
  }
  return Reflect.apply(connect, this, parts) as net.Socket;
} as typeof connect;

afterEach(() => {
  const hosts = refused.splice(0);
  if (hosts.length > 0) throw new Error(`This test tried to reach ${hosts.join(", ")}.`);
});

/** `connect` takes (options), (port, host) or, from inside Node, one array of those. */
function hostOf(parts: unknown[]): string | undefined {
  const [first, second] = Array.isArray(parts[0]) ? (parts[0] as unknown[]) : parts;
  if (typeof first === "object" && first !== null && "host" in first) {
    return typeof first.host === "string" ? first.host : undefined;
  }
  return typeof second === "string" ? second : undefined;
}
