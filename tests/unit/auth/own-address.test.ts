import { expect, test } from "vitest";
import { ownAddress } from "@/lib/auth/next-auth-options";

const home = "https://banguard.example.com";

test.each([
  ["home", "/", home],
  ["an invitation", "/invitation/abc-DEF_1", `${home}/invitation/abc-DEF_1`],
  ["an invitation, written out", `${home}/invitation/abc`, `${home}/invitation/abc`],
  ["one's own page", "/settings/you", `${home}/settings/you`],
  ["another site", "https://evil.example/invitation/abc", home],
  ["another site without a scheme", "//evil.example/invitation/abc", home],
  ["another site behind backslashes", "/\\evil.example/invitation/abc", home],
  ["another site behind a name", `${home}@evil.example/invitation/abc`, home],
  ["a name that begins like ours", `${home}.evil.example/settings/you`, home],
  ["a script", "javascript:alert(1)", home],
  ["a page nobody is led to", "/settings/data", home],
  ["a line end", "/invitation/abc\r\nSet-Cookie: x=1", home],
  ["nothing that is an address", "http://[", home],
])("signing in leads to %s: %j", (_name, wanted, expected) => {
  expect(ownAddress(home, wanted)).toBe(expected);
});
