import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ManagedChildProcess } from '../../lib/local/processes/child-process';
import { freePort } from '../../lib/local/processes/ports';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** A whole AWS on this machine, for this suite alone. */
export interface MiniStack {
  readonly endpoint: string;
  /**
   * Asks a host that MiniStack answers for; its names (`<id>.execute-api.localhost`) resolve only
   * where the system knows them, so that the name goes into the Host header.
   */
  ask(
    url: string,
    init?: { method?: string; body?: string; headers?: object },
  ): Promise<HttpAnswer>;
  stop(): Promise<void>;
}

const STARTS_WITHIN_MS = 60_000;

/**
 * @param smtpPort where SES hands over each raw mail.
 * @throws Error with a sentence when MiniStack is not installed or does not start.
 */
export async function startMiniStack(smtpPort: number): Promise<MiniStack> {
  const port = await freePort();
  const state = mkdtempSync(path.join(tmpdir(), 'ministack-'));
  const child = ManagedChildProcess.start(['ministack'], {
    env: {
      ...process.env,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      STATE_DIR: state,
      // Where it unpacks the functions.
      TMPDIR: state,
      SMTP_HOST: `127.0.0.1:${smtpPort}`,
      // Ports of their own, which another MiniStack on the machine may hold.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
    },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await child.stop();
    rmSync(state, { recursive: true, force: true });
  };
  try {
    await untilReady(endpoint, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, ask: (url, init) => ask(port, new URL(url), init), stop };
}

async function untilReady(endpoint: string, child: ManagedChildProcess): Promise<void> {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < deadline && !child.hasEnded) {
    const isReady = await fetch(`${endpoint}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(100);
  }
  throw new Error(
    `MiniStack did not start; it is installed by pip install ministack. ${child.lastOutput}`,
  );
}

function ask(
  port: number,
  url: URL,
  { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: object } = {},
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path: `${url.pathname}${url.search}`,
        method,
        headers: { ...headers, host: url.host },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
