import { BlockList, isIP } from 'node:net';
import type { SendRefusal } from '../../application/ports/webhook-sender.ts';

/** Keeps partners' URLs away from our own network and machine (server-side request forgery). */

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export interface AddressPolicy {
  /** For the local product only: also plain http on any port, to this machine only. */
  readonly allowLoopback: boolean;
}

export type Guarded<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly reason: SendRefusal };

/** IANA special-purpose IPv4 ranges that are not the public internet, with multicast and the reserved top. */
const REFUSED_IPV4 = subnets('ipv4', [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, cloud metadata
  '172.16.0.0/12', // private
  '192.0.0.0/24', // IETF protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
]);

/**
 * Only global unicast is public IPv6. That leaves out loopback, link-local (fe80::/10), unique local (fc00::/7),
 * multicast (ff00::/8), IPv4-mapped (::ffff:0:0/96), IPv4-compatible (::/96) and NAT64 (64:ff9b::/96, 64:ff9b:1::/48).
 */
const PUBLIC_IPV6 = subnets('ipv6', ['2000::/3']);
const REFUSED_IPV6 = subnets('ipv6', [
  '2001::/23', // IETF protocol assignments, Teredo
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: carries an IPv4 address
  '3fff::/20', // documentation
]);

const LOOPBACK_IPV4 = subnets('ipv4', ['127.0.0.0/8']);
const LOOPBACK_IPV6 = subnets('ipv6', ['::1/128']);

/**
 * Checks a URL before its name is resolved: https, port 443, a host name and no password; or, where allowed, this
 * machine.
 */
export function checkUrl(text: string, policy: AddressPolicy): Guarded<{ readonly url: URL }> {
  const url = URL.parse(text);
  if (url === null) return { ok: false, reason: 'URL_INVALID' };
  if (url.username !== '' || url.password !== '') return { ok: false, reason: 'URL_HAS_CREDENTIALS' };
  const localHttp = policy.allowLoopback && url.protocol === 'http:';
  if (url.protocol !== 'https:' && !localHttp) return { ok: false, reason: 'NOT_HTTPS' };
  if (url.port !== '' && !policy.allowLoopback) return { ok: false, reason: 'PORT_NOT_ALLOWED' };
  // The URL parser has already turned forms such as 0x7f.1 and 2130706433 into plain dotted addresses.
  const literal = hostOf(url);
  if (isIP(literal) !== 0 && !(policy.allowLoopback && isLoopback(literal)))
    return { ok: false, reason: 'ADDRESS_LITERAL' };
  return { ok: true, url };
}

/** Whether every resolved address of a host may be called: one bad address refuses the name. */
export function checkAddresses(
  url: URL,
  addresses: readonly ResolvedAddress[],
  policy: AddressPolicy,
): Guarded<object> {
  const plain = url.protocol !== 'https:';
  const everyAllowed = addresses.every(
    ({ address }) =>
      (policy.allowLoopback && isLoopback(address)) ||
      (!plain && url.port === '' && isPublicAddress(address)),
  );
  return everyAllowed && addresses.length > 0 ? { ok: true } : { ok: false, reason: 'ADDRESS_NOT_PUBLIC' };
}

/** The host of a URL without the brackets of an IPv6 literal. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** True only for an address of the public internet; anything not an address, or with a zone, is not. */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%')) return false;
  switch (isIP(address)) {
    case 4:
      return !REFUSED_IPV4.check(address, 'ipv4');
    case 6:
      return PUBLIC_IPV6.check(address, 'ipv6') && !REFUSED_IPV6.check(address, 'ipv6');
    default:
      return false;
  }
}

function isLoopback(address: string): boolean {
  if (address.includes('%')) return false;
  // By family: otherwise a BlockList takes ::ffff:127.0.0.1 for 127.0.0.1.
  return isIP(address) === 4 ? LOOPBACK_IPV4.check(address, 'ipv4') : LOOPBACK_IPV6.check(address, 'ipv6');
}

function subnets(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
