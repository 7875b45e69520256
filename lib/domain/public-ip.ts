/** Ranges that lead to nobody on the internet, or around our own checks: [first bytes, how many bits of them count]. */
const closedV4: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10], // shared by carriers; also a cloud's metadata
  ["127.0.0.0", 8],
  ["168.63.129.16", 32], // a cloud's metadata
  ["169.254.0.0", 16], // link-local; metadata of most clouds
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Everything outside 2000::/3 is closed already: loopback, IPv4-mapped, NAT64, private, link-local, multicast. */
const closedV6: [string, number][] = [
  ["2001::", 23], // Teredo, benchmarks and other protocols
  ["2001:db8::", 32],
  ["2002::", 16], // 6to4 carries an IPv4 address
  ["3fff::", 20],
];

/** `ip` as Node writes it. What is not understood is not public. */
export function isPublicIp(ip: string): boolean {
  const bytes = ip.includes(":") ? readV6(ip) : readV4(ip);
  if (!bytes) return false;
  if (bytes.length === 4)
    return !closedV4.some(([from, bits]) => isWithin(bytes, readV4(from), bits));
  const global = isWithin(bytes, readV6("2000::"), 3);
  return global && !closedV6.some(([from, bits]) => isWithin(bytes, readV6(from), bits));
}

function isWithin(bytes: number[], from: number[] | undefined, bits: number): boolean {
  return bytes.every((byte, at) => {
    const counted = Math.min(8, Math.max(0, bits - at * 8));
    const mask = (0xff << (8 - counted)) & 0xff;
    return (byte & mask) === ((from?.[at] ?? 0) & mask);
  });
}

function readV4(text: string): number[] | undefined {
  const parts = text.split(".");
  const bytes = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  return bytes.length === 4 && bytes.every((byte) => byte < 256) ? bytes : undefined;
}

function readV6(text: string): number[] | undefined {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const left = readGroups(head);
  const right = readGroups(tail ?? "");
  if (!left || !right) return undefined;
  const missing = 16 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return [...left, ...Array.from({ length: missing }, () => 0), ...right];
}

/** "2a00:1450" as four bytes; the last group may be written like an IPv4 address. */
function readGroups(text: string): number[] | undefined {
  if (text === "") return [];
  const groups = text.split(":").map((group) => {
    if (group.includes(".")) return readV4(group);
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return groups.some((bytes) => bytes === undefined) ? undefined : groups.flatMap((b) => b ?? []);
}
