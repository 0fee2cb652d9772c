import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkAddresses, checkUrl, isPublicAddress } from '../../../adapters/webhooks/address-guard.ts';

const strict = { allowLoopback: false };
const local = { allowLoopback: true };
const resolved = (...addresses: string[]) =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('an address', () => {
  it.each([
    ['this network', '0.0.0.0'],
    ['this network, last', '0.255.255.255'],
    ['private 10', '10.0.0.1'],
    ['private 10, last', '10.255.255.255'],
    ['carrier-grade NAT', '100.64.0.0'],
    ['carrier-grade NAT, last', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback, last', '127.255.255.255'],
    ['link-local', '169.254.0.1'],
    ['cloud metadata', '169.254.169.254'],
    ['private 172, first', '172.16.0.0'],
    ['private 172, last', '172.31.255.255'],
    ['protocol assignments', '192.0.0.8'],
    ['documentation 1', '192.0.2.1'],
    ['6to4 relay', '192.88.99.1'],
    ['private 192', '192.168.1.1'],
    ['benchmarking', '198.18.0.1'],
    ['benchmarking, last', '198.19.255.255'],
    ['documentation 2', '198.51.100.7'],
    ['documentation 3', '203.0.113.7'],
    ['multicast', '224.0.0.1'],
    ['multicast, last', '239.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['IPv6 unspecified', '::'],
    ['IPv6 loopback', '::1'],
    ['IPv6 loopback, written out', '0:0:0:0:0:0:0:1'],
    ['IPv4-compatible', '::8.8.8.8'],
    ['IPv4-mapped private', '::ffff:10.0.0.1'],
    ['IPv4-mapped loopback in hex', '::ffff:7f00:1'],
    ['IPv4-mapped public', '::ffff:8.8.8.8'],
    ['IPv4-translated', '::ffff:0:8.8.8.8'],
    ['NAT64', '64:ff9b::a00:1'],
    ['NAT64 of a public address', '64:ff9b::808:808'],
    ['local-use NAT64', '64:ff9b:1::1'],
    ['discard only', '100::1'],
    ['Teredo', '2001::1'],
    ['ORCHID', '2001:20::1'],
    ['IPv6 documentation', '2001:db8::1'],
    ['IPv6 documentation 2', '3fff::1'],
    ['6to4', '2002:7f00:1::1'],
    ['segment routing', '5f00::1'],
    ['unique local', 'fc00::1'],
    ['unique local, cloud metadata', 'fd00:ec2::254'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 link-local with a zone', 'fe80::1%eth0'],
    ['public with a zone', '2a00:1450::1%1'],
    ['site-local', 'fec0::1'],
    ['IPv6 multicast', 'ff02::1'],
    ['a name', 'example.com'],
    ['an empty text', ''],
  ])('is not public: %s, %s', (_kind, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2000::1',
    '2001:200::1',
    '2001:db7::1',
    '2001:db9::1',
    '2003::1',
    '2606:4700:4700::1111',
    '2a00:1450:4009::200e',
    '3ffe::1',
  ])('is public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('is never public as IPv4 wrapped in IPv6', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'),
        (address, wrapping) => {
          expect(isPublicAddress(`${wrapping}${address}`)).toBe(false);
        },
      ),
    );
  });
});

describe('a URL', () => {
  it.each([
    'https://partner.example/hook?x=1',
    'https://partner.example:443/hook',
    'HTTPS://PARTNER.EXAMPLE',
  ])('is accepted: %s', (url) => {
    expect(checkUrl(url, strict)).toMatchObject({ ok: true });
  });

  it.each([
    { url: 'not a url', reason: 'URL_INVALID' },
    { url: '', reason: 'URL_INVALID' },
    { url: 'https://', reason: 'URL_INVALID' },
    { url: 'https://user@partner.example', reason: 'URL_HAS_CREDENTIALS' },
    { url: 'https://:word@partner.example', reason: 'URL_HAS_CREDENTIALS' },
    { url: 'http://partner.example', reason: 'NOT_HTTPS' },
    { url: 'http://127.0.0.1:8080', reason: 'NOT_HTTPS' },
    { url: 'ftp://partner.example', reason: 'NOT_HTTPS' },
    { url: 'file:///etc/passwd', reason: 'NOT_HTTPS' },
    { url: 'https://partner.example:8443', reason: 'PORT_NOT_ALLOWED' },
    { url: 'https://partner.example:80', reason: 'PORT_NOT_ALLOWED' },
    { url: 'https://8.8.8.8', reason: 'ADDRESS_LITERAL' },
    { url: 'https://127.0.0.1', reason: 'ADDRESS_LITERAL' },
    { url: 'https://127.0.0.1.', reason: 'ADDRESS_LITERAL' },
    { url: 'https://2130706433', reason: 'ADDRESS_LITERAL' },
    { url: 'https://0x7f.1', reason: 'ADDRESS_LITERAL' },
    { url: 'https://0177.0.0.1', reason: 'ADDRESS_LITERAL' },
    { url: 'https://[::1]', reason: 'ADDRESS_LITERAL' },
    { url: 'https://[2606:4700:4700::1111]', reason: 'ADDRESS_LITERAL' },
    { url: 'https://[::ffff:169.254.169.254]', reason: 'ADDRESS_LITERAL' },
    { url: 'https://①②⑦.0.0.1', reason: 'ADDRESS_LITERAL' },
  ])('is refused as $reason: $url', ({ url, reason }) => {
    expect(checkUrl(url, strict)).toEqual({ ok: false, reason });
  });

  it.each([
    'http://127.0.0.1:8080/hook',
    'http://[::1]:8080',
    'http://localhost:3000',
    'https://127.0.0.1:8443',
  ])('is accepted where loopback is allowed: %s', (url) => {
    expect(checkUrl(url, local)).toMatchObject({ ok: true });
  });

  it.each([
    { url: 'http://10.0.0.1:8080', reason: 'ADDRESS_LITERAL' },
    { url: 'http://[::ffff:127.0.0.1]:8080', reason: 'ADDRESS_LITERAL' },
    { url: 'ftp://127.0.0.1', reason: 'NOT_HTTPS' },
    { url: 'http://user@localhost', reason: 'URL_HAS_CREDENTIALS' },
  ])('is refused as $reason even where loopback is allowed: $url', ({ url, reason }) => {
    expect(checkUrl(url, local)).toEqual({ ok: false, reason });
  });
});

describe('what a name resolved to', () => {
  const refused = { ok: false, reason: 'ADDRESS_NOT_PUBLIC' };
  const https = new URL('https://partner.example');
  const httpAnyPort = new URL('http://partner.example:8080');
  const httpsAnyPort = new URL('https://partner.example:8443');

  it.each([
    {
      case: 'only public addresses',
      url: https,
      addresses: resolved('8.8.8.8', '2606:4700::1'),
      policy: strict,
    },
    { case: 'public, with loopback allowed', url: https, addresses: resolved('8.8.8.8'), policy: local },
    {
      case: 'loopback where allowed',
      url: httpAnyPort,
      addresses: resolved('127.0.0.1', '::1'),
      policy: local,
    },
  ])('may be called: $case', ({ url, addresses, policy }) => {
    expect(checkAddresses(url, addresses, policy)).toEqual({ ok: true });
  });

  it.each([
    { case: 'nothing', url: https, addresses: [], policy: strict },
    { case: 'a private address', url: https, addresses: resolved('10.1.2.3'), policy: strict },
    {
      case: 'a private one among public ones',
      url: https,
      addresses: resolved('8.8.8.8', '10.1.2.3'),
      policy: strict,
    },
    { case: 'loopback where not allowed', url: https, addresses: resolved('127.0.0.1'), policy: strict },
    {
      case: 'private where loopback is allowed',
      url: https,
      addresses: resolved('192.168.0.1'),
      policy: local,
    },
    { case: 'mapped loopback', url: httpAnyPort, addresses: resolved('::ffff:127.0.0.1'), policy: local },
    { case: 'loopback with a zone', url: httpAnyPort, addresses: resolved('::1%lo'), policy: local },
    {
      case: 'public by plain http',
      url: new URL('http://partner.example'),
      addresses: resolved('8.8.8.8'),
      policy: local,
    },
    { case: 'public by another port', url: httpsAnyPort, addresses: resolved('8.8.8.8'), policy: local },
  ])('may not be called: $case', ({ url, addresses, policy }) => {
    expect(checkAddresses(url, addresses, policy)).toEqual(refused);
  });
});
