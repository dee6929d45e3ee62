import type { API, ApiReply } from '../../lambdas/handlers/operate/api';
import { CommandError, EXIT } from './exit-codes';

type ApiPath = keyof typeof API;

/** A running service that takes the operator's requests. */
export interface Service {
  /**
   * Sends a request, and returns what the service replied.
   * @throws CommandError when the service refuses or fails, can't be reached, or isn't Briefwire.
   */
  call<P extends ApiPath>(path: P, body: unknown): Promise<ApiReply<P>>;
}

/** Where a service is, and the sentences for what can go wrong there. */
interface Endpoint {
  base: string;
  send: (url: string, init: RequestInit) => Promise<Response>;
  /** No connection could be made. */
  unreachable: string;
  /** No reply arrived in time. */
  silent: string;
  /** The connection was closed before the whole reply arrived. */
  closed: string;
  /** The reply isn't from Briefwire. */
  foreign: (status: number) => string;
}

interface Reply {
  status: number;
  /** The JSON of the body, or undefined. */
  body: unknown;
}

const DEFAULT_PORT = '3000';

/**
 * No service takes longer to reply: API Gateway times out after 30 s.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const REPLY_TIMEOUT_MS = 35_000;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_REPLY_BYTES = 10 * 1024 * 1024;

/** Connects to the local stack, or to the deployed stack of that name. */
export async function connectService(stack: string | undefined): Promise<Service> {
  return stack === undefined ? localService(localAddress()) : deployedService(stack);
}

function localAddress(): string {
  const port = process.env.PORT || DEFAULT_PORT;
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return `http://localhost:${port}`;
  throw new CommandError(`PORT is ${port}, but must be a number up to 65535.`, EXIT.usage);
}

/** The local stack at an address. */
export function localService(base: string, timeoutMs = REPLY_TIMEOUT_MS): Service {
  const elsewhere =
    'Start Briefwire on another port, such as PORT=3001 npm start, and set PORT for this command too.';
  const endpoint: Endpoint = {
    base,
    send: (url, init) => fetch(url, init),
    unreachable: `Nothing answers at ${base}. Start the service with npm start, or name a deployed one with --stack.`,
    silent: `${base} did not reply within ${timeoutMs / 1000} seconds: Briefwire is very busy, or another program answers there. ${elsewhere}`,
    closed: `${base} closed the connection without a reply: Briefwire stopped, or another program answers there. ${elsewhere}`,
    foreign: (status) =>
      `Another program answers at ${base}, not Briefwire (it replied ${status}). ${elsewhere}`,
  };
  return serviceAt(endpoint, timeoutMs);
}

/** The address is in the stack's outputs. Requests are signed with the operator's credentials. */
async function deployedService(stack: string): Promise<Service> {
  // Large, and only needed for deployed stacks.
  const { CloudFormationClient, DescribeStacksCommand } = await import(
    '@aws-sdk/client-cloudformation'
  );
  const { AwsClient } = await import('aws4fetch');
  const cloudFormation = new CloudFormationClient({});
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = Stacks?.[0]?.Outputs ?? [];
    const base = outputs.find(({ OutputKey }) => OutputKey === 'ApiUrl')?.OutputValue;
    if (!base) {
      throw new CommandError(`"${stack}" isn't a Briefwire stack: it has no output ApiUrl.`);
    }
    const { accessKeyId, secretAccessKey, sessionToken } =
      await cloudFormation.config.credentials();
    const signer = new AwsClient({
      accessKeyId,
      secretAccessKey,
      ...(sessionToken ? { sessionToken } : {}),
      region: await cloudFormation.config.region(),
      service: 'execute-api',
      retries: 0,
    });
    return serviceAt({
      base,
      send: (url, init) => signer.fetch(url, init),
      unreachable: `The stack "${stack}" does not answer at ${base}.`,
      silent: `The stack "${stack}" did not reply at ${base} within ${REPLY_TIMEOUT_MS / 1000} seconds. Try again.`,
      closed: `The stack "${stack}" closed the connection at ${base}. Try again.`,
      foreign: (status) =>
        status === 403
          ? 'Your AWS credentials do not allow this. They need the permission execute-api:Invoke.'
          : `The stack "${stack}" gave an unexpected reply at ${base} (${status}). Deploy it from this version of Briefwire.`,
    });
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The stack "${stack}" can't be read: ${reason}`);
  }
}

function serviceAt(endpoint: Endpoint, timeoutMs = REPLY_TIMEOUT_MS): Service {
  return {
    call: async (path, body) => {
      // The schemas load while the service works.
      const [{ API }, reply] = await Promise.all([
        import('../../lambdas/handlers/operate/api'),
        post(endpoint, path, body, timeoutMs),
      ]);
      const read = API[path].reply.safeParse(reply.body);
      if (read.success && reply.status < 500) return read.data as ApiReply<typeof path>;
      throw new CommandError(refusalOf(reply) ?? endpoint.foreign(reply.status));
    },
  };
}

async function post(
  { base, send, unreachable, silent, closed }: Endpoint,
  path: string,
  body: unknown,
  timeoutMs: number,
): Promise<Reply> {
  try {
    const response = await send(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // A redirect is a reply of another program: Briefwire's API has none.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: parseJson(await readText(response)) };
  } catch (error) {
    const { name, cause } = error as { name?: unknown; cause?: { name?: unknown; code?: unknown } };
    if (name === 'TimeoutError') throw new CommandError(silent);
    // These come from a connection that broke, or isn't HTTP. All others come from none being made.
    const isBroken =
      cause?.name === 'HTTPParserError' ||
      /^(ECONNRESET|EPIPE|Z_|UND_ERR_(?!CONNECT))/.test(String(cause?.code));
    throw new CommandError(isBroken ? closed : unreachable);
  }
}

/** Briefwire's refusals are sentences, as in `{"error": "Nobody subscribes with this address."}`. */
const SENTENCE = /\S \S.*[.!?]$/s;

/** The reason why a request failed, where the reply is Briefwire's or its API's. */
function refusalOf({ status, body }: Reply): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('error' in body && typeof body.error === 'string' && SENTENCE.test(body.error)) {
    return body.error;
  }
  // These replies come from the API in front of the functions, and their wording is API Gateway's.
  const message = 'message' in body ? body.message : undefined;
  if (status === 413 && message === 'Request Entity Too Large') {
    return 'The request is too large for the service. Send less at once.';
  }
  if (status === 503 && message === 'Service Unavailable') {
    return 'The service is not ready. Try again in a moment.';
  }
  if (status >= 500 && message === 'Internal Server Error') {
    return `The service failed (${status}). Its log says why.`;
  }
  return undefined;
}

/** The body, or '' if it is larger than any reply of Briefwire: another program may send without end. */
async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_REPLY_BYTES) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
