import { expect, test } from "vitest";
import { isPublicIp } from "@/lib/domain/public-ip";

test.each([
  "1.1.1.1",
  "8.8.8.8",
  "100.63.255.255",
  "172.32.0.1",
  "2606:4700:4700::1111",
  "2a00::1",
])("%s is on the internet", (ip) => {
  expect(isPublicIp(ip)).toBe(true);
});

test.each([
  ["this computer", "127.0.0.1"],
  ["this computer", "127.255.255.254"],
  ["this computer", "::1"],
  ["nowhere", "0.0.0.0"],
  ["nowhere", "::"],
  ["private", "10.0.0.1"],
  ["private", "172.16.0.1"],
  ["private", "172.31.255.255"],
  ["private", "192.168.1.1"],
  ["private", "fd00::1"],
  ["link-local", "169.254.1.1"],
  ["link-local", "fe80::1"],
  ["link-local", "fe80::1%eth0"],
  ["a cloud's metadata", "169.254.169.254"],
  ["a cloud's metadata", "100.100.100.200"],
  ["a cloud's metadata", "168.63.129.16"],
  ["a cloud's metadata", "fd00:ec2::254"],
  ["shared by carriers", "100.64.0.1"],
  ["shared by carriers", "100.127.255.255"],
  ["multicast", "224.0.0.1"],
  ["multicast", "ff02::1"],
  ["broadcast", "255.255.255.255"],
  ["documentation", "203.0.113.7"],
  ["documentation", "2001:db8::1"],
  ["IPv4 inside of IPv6", "::ffff:127.0.0.1"],
  ["IPv4 inside of IPv6", "::ffff:8.8.8.8"],
  ["IPv4 inside of IPv6", "::ffff:7f00:1"],
  ["IPv4 inside of IPv6", "::127.0.0.1"],
  ["6to4", "2002:7f00:1::"],
  ["NAT64", "64:ff9b::7f00:1"],
  ["NAT64", "64:ff9b:1::1"],
  ["Teredo", "2001::1"],
  ["no address", "example.com"],
  ["no address", "1.2.3"],
  ["no address", "1.2.3.999"],
  ["no address", "1::2::3"],
  ["no address", ""],
])("%s: %s is not", (_what, ip) => {
  expect(isPublicIp(ip)).toBe(false);
});
