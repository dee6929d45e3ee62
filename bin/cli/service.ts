/** A refusal or failure that the person at the terminal can do something about. */
export class CommandError extends Error {}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** A running service that takes operations. */
export interface Service {
  /** @throws CommandError when the service can't be reached or fails. */
  post(path: string, body: unknown): Promise<Answer>;
}

type Send = (url: string, init: RequestInit) => Promise<Response>;

const DEFAULT_PORT = '3000';

/** The local stack, or the deployed one of that name. */
export async function connectService(stack: string | undefined): Promise<Service> {
  if (stack !== undefined) return deployedService(stack);
  const base = `http://localhost:${process.env.PORT || DEFAULT_PORT}`;
  const advice = `Nothing answers at ${base}. Start the service with npm start, or name a deployed one with --stack.`;
  return serviceAt(base, fetch, advice);
}

async function deployedService(stack: string): Promise<Service> {
  // Large, and needed for deployed stacks alone.
  const { CloudFormationClient, DescribeStacksCommand } = await import(
    '@aws-sdk/client-cloudformation'
  );
  const { AwsClient } = await import('aws4fetch');
  const cloudFormation = new CloudFormationClient({});
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = Stacks?.[0]?.Outputs ?? [];
    const base = outputs.find(({ OutputKey }) => OutputKey === 'ApiUrl')?.OutputValue;
    if (!base) throw new CommandError(`The stack "${stack}" is no Briefwire: it has no ApiUrl.`);
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
    const advice = `The stack "${stack}" does not answer at ${base}.`;
    return serviceAt(base, (url, init) => signer.fetch(url, init), advice);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The stack "${stack}" can't be read: ${reason}`);
  }
}

function serviceAt(base: string, send: Send, advice: string): Service {
  return {
    post: async (path, body) => {
      const response = await reach(send, `${base}${path}`, body, advice);
      const text = await response.text();
      const answer = parseObject(text);
      if (response.status >= 500 || answer === undefined) {
        throw new CommandError(`The service failed (${response.status}). Its log says why.`);
      }
      if (response.status === 403) {
        throw new CommandError(
          'You may not do that: your AWS credentials lack execute-api:Invoke.',
        );
      }
      return { status: response.status, body: answer };
    },
  };
}

async function reach(send: Send, url: string, body: unknown, advice: string): Promise<Response> {
  try {
    return await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new CommandError(advice);
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
