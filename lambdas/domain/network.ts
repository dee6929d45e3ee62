/** How many of the eight groups of an IPv6 address name the site that it belongs to: /48 (RFC 6177). */
const IPV6_SITE_GROUPS = 3;
const IPV6_GROUPS = 8;
/** An IPv4 address as an IPv6 one (RFC 4291, 2.5.5.2) is written with dots or as two groups. */
const MAPPED_IPV4 = /^(::|(0+:){5})ffff:(?=\d+\.)/i;
const MAPPED_IPV4_GROUPS = '0:0:0:0:0:ffff';

/**
 * The network that an IP address belongs to, e.g. `203.0.113.0/24` or `2001:db8:7::/48`: what one person
 * or company usually has of its own. Finer would let one sender use many addresses, and we keep no whole
 * IP address. Anything else than an IP address belongs to the network `unknown`.
 */
export function networkOf(ipAddress: string): string {
  const text = ipAddress.trim().replace(MAPPED_IPV4, '');
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return `${text.slice(0, text.lastIndexOf('.'))}.0/24`;
  const groups = ipv6Groups(text);
  if (groups === undefined) return 'unknown';
  const mapped = mappedIpv4(groups);
  if (mapped !== undefined) return networkOf(mapped);
  return `${groups.slice(0, IPV6_SITE_GROUPS).join(':')}::/48`;
}

/** The IPv4 address in the last two groups; undefined for an address that is IPv6 only. */
function mappedIpv4(groups: readonly string[]): string | undefined {
  if (groups.slice(0, -2).join(':') !== MAPPED_IPV4_GROUPS) return undefined;
  return groups
    .slice(-2)
    .flatMap((group) => {
      const number = Number.parseInt(group, 16);
      return [number >> 8, number & 0xff];
    })
    .join('.');
}

/** The groups of an IPv6 address without leading zeros. A zone such as `%eth0` is left out. */
function ipv6Groups(text: string): string[] | undefined {
  const [address = ''] = text.split('%');
  const halves = address.split('::');
  if (halves.length > 2 || !address.includes(':')) return undefined;
  const [start = [], end = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = IPV6_GROUPS - start.length - end.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...start, ...Array<string>(missing).fill('0'), ...end];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16).toString(16));
}
