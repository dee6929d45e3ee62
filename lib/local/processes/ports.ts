import { createServer, type Server } from 'node:net';
import { LocalStackError } from '../local-stack-error';

/** A net or http server. */
type Listener = Pick<Server, 'listen' | 'once' | 'off' | 'address'>;

/** What a port is for, and the environment variable that changes it (none if any port will do). */
export interface PortUse {
  readonly purpose: string;
  readonly variable?: string;
}

/** Finds a port that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe, 0, '127.0.0.1', { purpose: 'a probe' });
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** @throws LocalStackError if something else listens on the port. */
export async function ensurePortIsFree(port: number, use: PortUse): Promise<void> {
  for (const host of ['127.0.0.1', '::1']) {
    const probe = createServer();
    if (await listenIfAvailable(probe, port, host, use)) {
      await new Promise((resolve) => probe.close(resolve));
    }
  }
}

/**
 * Listens on one address. Port 0 means any free port.
 *
 * @returns the port.
 * @throws LocalStackError if the port is in use or not allowed.
 */
export function listen(
  server: Listener,
  port: number,
  host: string,
  use: PortUse,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(explain(error, port, use));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/**
 * Listens on an address that the machine may not have, such as the IPv6 loopback address.
 *
 * @returns false if the machine doesn't have the address.
 * @throws LocalStackError if the port is in use or not allowed.
 */
export async function listenIfAvailable(
  server: Listener,
  port: number,
  host: string,
  use: PortUse,
): Promise<boolean> {
  try {
    await listen(server, port, host, use);
    return true;
  } catch (error) {
    if (error instanceof LocalStackError) throw error;
    return false;
  }
}

function explain(error: NodeJS.ErrnoException, port: number, use: PortUse): Error {
  const advice = use.variable ? ` Stop it, or set ${use.variable} to another port.` : '';
  if (error.code === 'EADDRINUSE') {
    return new LocalStackError(
      `Port ${port}, for ${use.purpose}, is in use by another program.${advice}`,
    );
  }
  if (error.code === 'EACCES') {
    const other = use.variable ? ` Set ${use.variable} to a port above 1023.` : '';
    return new LocalStackError(
      `You don't have permission to use port ${port}, for ${use.purpose}.${other}`,
    );
  }
  return error;
}
