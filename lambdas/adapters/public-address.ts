import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import ipaddr from 'ipaddr.js';

/** The address of a server that must not be called. */
export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';
}

/**
 * Whether an IP address belongs to the public internet: not to this machine, a private network, the
 * metadata service of a cloud, or a range that leads to one of them.
 *
 * @param allowLoopback whether this machine counts too.
 */
export function isPublicAddress(
  address: string,
  { allowLoopback }: { allowLoopback: boolean },
): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `::ffff:10.0.0.1` is 10.0.0.1.
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (allowLoopback && range === 'loopback');
}

/**
 * Resolves names like Node does, but fails with a {@link PrivateAddressError} when any address of the name is
 * not public. A connection goes to exactly the addresses that were checked, so that a name which changes
 * its address between check and use gains nothing.
 */
export function publicLookup({ allowLoopback }: { allowLoopback: boolean }) {
  return (
    hostname: string,
    options: LookupOptions,
    callback: (
      error: NodeJS.ErrnoException | null,
      address: string | LookupAddress[],
      family?: number,
    ) => void,
  ): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const [first] = addresses;
      const isPublic = addresses.every(({ address }) =>
        isPublicAddress(address, { allowLoopback }),
      );
      if (first === undefined || !isPublic) return callback(new PrivateAddressError(), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
