/** Why WhatsApp could not reach this origin, in words; null when nothing speaks against it. */
export function whyNotPublic(origin: string): string | null {
  const { hostname, protocol } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    /^(127\.|::1$|0\.0\.0\.0$)/.test(host)
  ) {
    return `${hostname} is this computer only: nobody on the internet can reach it.`;
  }
  if (isPrivateAddress(host))
    return `${hostname} is a private address: nobody on the internet can reach it.`;
  if (isPrivateName(host))
    return `${hostname} is a name inside your own network: nobody on the internet can find it.`;
  if (protocol !== "https:")
    return "The address begins with http: WhatsApp delivers to https with a valid certificate only.";
  return null;
}

function isPrivateAddress(host: string): boolean {
  return /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe80:)/.test(
    host,
  );
}

function isPrivateName(host: string): boolean {
  if (host.includes(":") || /^[\d.]+$/.test(host)) return false;
  return !host.includes(".") || /\.(local|internal|lan|home|intranet|corp|test)$/.test(host);
}
