import { createServer, type Server } from 'node:net';
import { LocalStackError } from '../local-stack-error';

/** A listener that can be asked for a port: node's net and http servers are. */
type Listener = Pick<Server, 'listen' | 'once' | 'off' | 'address'>;

/** What a port is for, and the environment variable that moves it (none where it is free anyway). */
export interface PortUse {
  readonly purpose: string;
  readonly variable?: string;
}

/** A port that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe, 0, '127.0.0.1', { purpose: 'a probe' });
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** @throws LocalStackError with a sentence when something else listens on the port. */
export async function ensurePortIsFree(port: number, use: PortUse): Promise<void> {
  for (const host of ['127.0.0.1', '::1']) {
    const probe = createServer();
    if (await listensOn(probe, port, host, use)) {
      await new Promise((resolve) => probe.close(resolve));
    }
  }
}

/**
 * Listens on one address. Port 0 means any free one.
 *
 * @returns the port.
 * @throws LocalStackError with a sentence when the port is in use or not allowed.
 */
export function listen(
  server: Listener,
  port: number,
  host: string,
  use: PortUse,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(explained(error, port, use));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/**
 * Listens on an address that the machine may lack, such as IPv6's loopback.
 *
 * @returns false when the machine has no such address.
 */
export async function listensOn(
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

function explained(error: NodeJS.ErrnoException, port: number, use: PortUse): Error {
  const move = use.variable ? ` Stop it, or set ${use.variable} to another port.` : '';
  if (error.code === 'EADDRINUSE') {
    return new LocalStackError(
      `Port ${port}, for ${use.purpose}, is in use by another program.${move}`,
    );
  }
  if (error.code === 'EACCES') {
    return new LocalStackError(`Port ${port}, for ${use.purpose}, needs more rights.${move}`);
  }
  return error;
}
