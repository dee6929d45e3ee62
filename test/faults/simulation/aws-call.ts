import type { Fault } from '../faults';
import type { HttpAnswer, HttpRequest } from './http-message';
import type { Invocation } from './invocation';
import { readable } from './readable';

export type AwsService = 'dynamodb' | 'sqs' | 'ses' | 's3';

/** A call of the SDK that waits until the simulation lets it happen. */
export interface AwsCall {
  readonly invocation: Invocation;
  readonly service: AwsService;
  readonly operation: string;
  /** The body; of S3, the path. */
  readonly text: string;
  readonly point: string;
  readonly nth: number;
  readonly requestTimeoutMs: number | undefined;
  fault: Fault | undefined;
  /** Virtual time (ms) from which it may happen. */
  readyAt: number;
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: Error) => void;
}

export function bodyText(body: unknown): string {
  if (typeof body === 'string') return body;
  if (!(body instanceof Uint8Array)) return '';
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

/** @throws Error for a call that the simulation does not know. */
export function identify(
  { headers, query }: HttpRequest,
  text: string,
): { service: AwsService; operation: string } {
  const [target = '', operation = ''] = (headers['x-amz-target'] ?? '').split('.');
  if (target.startsWith('DynamoDB')) return { service: 'dynamodb', operation };
  if (target === 'AmazonSQS') return { service: 'sqs', operation };
  if (query?.['x-id'] === 'GetObject') return { service: 's3', operation: 'GetObject' };
  const action = new URLSearchParams(text.slice(0, 200)).get('Action') ?? '';
  if (action === 'SendRawEmail') return { service: 'ses', operation: action };
  throw new Error(`The simulation doesn't know this call: ${target} ${operation} ${action}`);
}

/** The table or queue of a call, with a space before it. */
export function resourceOf(service: AwsService, text: string): string {
  if (service === 'ses' || service === 's3') return '';
  const name =
    service === 'sqs'
      ? /"QueueUrl":"[^"]*\/([^"/]+)"/.exec(text)?.[1]
      : (/"TableName":"([^"]+)"/.exec(text)?.[1] ?? /"RequestItems":\{"([^"]+)"/.exec(text)?.[1]);
  return ` ${readable(name ?? '')}`;
}

/** The keys of a call of DynamoDB, for the trace. */
export function keyIn({ service, text }: AwsCall): string {
  if (service !== 'dynamodb') return '';
  const body = JSON.parse(text);
  const keys =
    body.Key ??
    (body.TransactItems ?? []).map((entry: Record<string, { Key?: object; Item?: object }>) => {
      const [[kind, { Key = {} } = {}] = []] = Object.entries(entry);
      return { kind, Key };
    });
  return JSON.stringify(keys)
    .replace(/"|\{S:|\}/g, '')
    .slice(0, 160);
}
