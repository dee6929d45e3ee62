import { createServer } from 'node:http';
import { z } from 'zod';
import { ensurePortIsFree, listensOn } from '../processes/ports';
import { startServerThread } from '../processes/worker';

/** The local SES with its inbox: a page, and JSON at `/store`. */
export interface Inbox {
  /** `http://localhost:port` */
  readonly url: string;
  /** @returns the message's id. */
  send(form: URLSearchParams): Promise<string>;
  stop(): Promise<void>;
}

const answerSchema = z.string().regex(/<MessageId>/);

/**
 * Starts `aws-ses-v2-local`.
 *
 * @param port 0 for any free one.
 * @throws LocalStackError with a sentence when the port is in use.
 */
export async function startInbox(port: number): Promise<Inbox> {
  const use = { purpose: 'the inbox', variable: 'INBOX_PORT' };
  if (port !== 0) await ensurePortIsFree(port, use);
  const thread = await startServerThread('ses/inbox-worker.mjs', { port, ipv6: await hasIpv6() });
  const url = `http://localhost:${thread.port}`;
  return {
    url,
    send: async (form) => {
      const response = await fetch(`http://127.0.0.1:${thread.port}/`, {
        method: 'POST',
        body: form,
        // It wants a signature, and looks no further than the first letters.
        headers: { authorization: 'AWS4-HMAC-SHA256 local' },
      });
      const answer = answerSchema.parse(await response.text());
      return /<MessageId>([^<]*)</.exec(answer)?.[1] ?? '';
    },
    stop: () => thread.stop(),
  };
}

async function hasIpv6(): Promise<boolean> {
  const probe = createServer();
  const has = await listensOn(probe, 0, '::1', { purpose: 'a probe' });
  if (has) await new Promise((resolve) => probe.close(resolve));
  return has;
}
