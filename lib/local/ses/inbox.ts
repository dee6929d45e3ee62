import { createServer } from 'node:http';
import { z } from 'zod';
import { ensurePortIsFree, listenIfAvailable } from '../processes/ports';
import { startServerThread } from '../processes/server-thread';

/** The inbox: a web page that shows all emails sent, and JSON at `/store`. */
export interface Inbox {
  /** `http://localhost:port` */
  readonly url: string;
  /** Adds the email of a SendRawEmail call. */
  send(form: URLSearchParams): Promise<void>;
  stop(): Promise<void>;
}

const responseSchema = z.string().regex(/<MessageId>/);

/**
 * Starts `aws-ses-v2-local`.
 *
 * @param port 0 for any free port.
 * @throws LocalStackError if the port is in use.
 */
export async function startInbox(port: number): Promise<Inbox> {
  const use = { purpose: 'the inbox', variable: 'INBOX_PORT' };
  if (port !== 0) await ensurePortIsFree(port, use);
  const thread = await startServerThread('ses/inbox-worker.mjs', { port, ipv6: await hasIpv6() });
  return {
    url: `http://localhost:${thread.port}`,
    send: async (form) => {
      responseSchema.parse(await thread.ask(Object.fromEntries(form)));
    },
    stop: () => thread.stop(),
  };
}

async function hasIpv6(): Promise<boolean> {
  const probe = createServer();
  const isAvailable = await listenIfAvailable(probe, 0, '::1', { purpose: 'a probe' });
  if (isAvailable) await new Promise((resolve) => probe.close(resolve));
  return isAvailable;
}
