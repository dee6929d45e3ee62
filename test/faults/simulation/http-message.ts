import type { Readable } from 'node:stream';

export interface HttpRequest {
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

export interface HttpAnswer {
  readonly response: {
    statusCode: number;
    reason: string;
    headers: Record<string, string>;
    body: Uint8Array | Readable;
  };
}
