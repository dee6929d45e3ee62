import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ManagedChildProcess } from '../../lib/local/processes/child-process';
import { freePort } from '../../lib/local/processes/ports';

export interface HttpResponse {
  readonly status: number;
  readonly body: string;
}

/** An emulation of AWS on this machine, for one test file. */
export interface MiniStack {
  readonly endpoint: string;
  /**
   * Sends a request to a host of MiniStack. Host names such as `<id>.execute-api.localhost` do not
   * resolve on every system, so the name is sent only in the Host header.
   */
  request(
    url: string,
    init?: { method?: string; body?: string; headers?: object },
  ): Promise<HttpResponse>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/**
 * @param smtpPort the local port to which SES sends each raw email.
 * @throws Error when MiniStack is not installed or does not start.
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
      // The directory where it unpacks the functions.
      TMPDIR: state,
      SMTP_HOST: `127.0.0.1:${smtpPort}`,
      // These use fixed ports, which another MiniStack on the machine may occupy.
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
    await waitUntilReady(endpoint, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, request: (url, init) => request(port, new URL(url), init), stop };
}

async function waitUntilReady(endpoint: string, child: ManagedChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && !child.hasEnded) {
    const isReady = await fetch(`${endpoint}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(100);
  }
  throw new Error(
    `MiniStack did not start. Install it: pip install ministack. ${child.lastOutput}`,
  );
}

function request(
  port: number,
  url: URL,
  { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: object } = {},
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
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
    sent.on('error', reject);
    sent.end(body);
  });
}
