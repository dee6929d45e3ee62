import { request } from 'node:http';

/** The answer to a form. */
export interface FormAnswer {
  status: number;
  html: string;
  retryAfter: string | undefined;
}

/**
 * Sends a form from another network of this machine: `127.0.N.1` is in the network `127.0.N.0/24`. A
 * program's form, without our hidden fields, unless `fields` has them.
 */
export function sendFormFrom(
  network: number,
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<FormAnswer> {
  const body = new URLSearchParams(fields).toString();
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        family: 4,
        localAddress: `127.0.${network}.1`,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            html: Buffer.concat(chunks).toString('utf8'),
            retryAfter: response.headers['retry-after'],
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The value of a hidden field of the form on a page. */
export function hiddenField(html: string, name: string): string {
  const [, value = ''] =
    new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html) ?? [];
  return value;
}
