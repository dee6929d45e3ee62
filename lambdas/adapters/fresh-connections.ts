import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';

/** More than one worker needs at once. */
const MAX_CONNECTIONS = 50;

/**
 * Kept-alive connections, of which none is used again that has been idle for too long. Timers cannot tell:
 * they stand still while AWS freezes the function between two invocations, and run late on a busy
 * machine. So the connections are checked before each request.
 */
export class FreshConnections {
  readonly httpAgent = new HttpAgent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  readonly httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  /** When each connection was last used (ms since 1970). */
  private readonly idleSince = new WeakMap<Socket, number>();

  /** @param maxIdleMs how long a connection may be idle and still be used again. */
  constructor(
    private readonly maxIdleMs: number,
    private readonly nowMs: () => number,
  ) {
    for (const agent of [this.httpAgent, this.httpsAgent]) {
      agent.on('free', (socket: Socket) => this.idleSince.set(socket, this.nowMs()));
    }
  }

  /** Closes the connections that have been idle for too long. Call it before each request. */
  closeIdle(): void {
    const usedBefore = this.nowMs() - this.maxIdleMs;
    for (const agent of [this.httpAgent, this.httpsAgent]) {
      for (const socket of Object.values(agent.freeSockets).flatMap((sockets = []) => sockets)) {
        if ((this.idleSince.get(socket) ?? 0) < usedBefore) socket.destroy();
      }
    }
  }
}
