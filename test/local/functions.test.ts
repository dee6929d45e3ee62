import type { LocalStack } from '../../lib/local/local-stack';
import { startLocalStack } from '../../lib/local/local-stack';
import { dynamoDbLocal } from '../support/dynamodb-local';
import { mockHandlers, seenEnvironments } from './fixture/mock-handlers';
import { fixture, resetMockHandlers, startFixture } from './fixture/service';

beforeEach(resetMockHandlers);

describe('the environment variables of a function', () => {
  let stack: LocalStack;
  let before: NodeJS.ProcessEnv;

  beforeAll(async () => {
    process.env.SECRET_OF_THE_DEVELOPER = 'hidden';
    process.env.AWS_PROFILE = 'of-the-developer';
    before = { ...process.env };
    stack = await startFixture({ environment: { POWERTOOLS_LOG_LEVEL: 'SILENT' } });
  });
  afterAll(() => stack.stop());

  it('are its own and those of the runtime, not those of another function or of the developer', () => {
    expect(seenEnvironments.http).toMatchObject({
      ONLY_FOR: 'http',
      AWS_REGION: 'us-east-1',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDbLocal(),
    });
    expect(seenEnvironments.queue).toMatchObject({ ONLY_FOR: 'queue' });
    expect(seenEnvironments.queue).not.toHaveProperty('WORK_QUEUE_URL');
    expect(seenEnvironments.http).not.toHaveProperty('SECRET_OF_THE_DEVELOPER');
    expect(seenEnvironments.http).not.toHaveProperty('AWS_PROFILE');
  });

  it('do not change those of this process, except for the addresses of the local services', async () => {
    expect(process.env).not.toHaveProperty('ONLY_FOR');
    expect(process.env.SECRET_OF_THE_DEVELOPER).toBe('hidden');
    expect(process.env).not.toHaveProperty('AWS_PROFILE');
    await stack.stop();
    expect({ ...process.env }).toEqual(before);
  });
});

it('runs a schedule’s function on request', async () => {
  const stack = await startFixture();
  const inputs: unknown[] = [];
  mockHandlers.schedule = (input) => void inputs.push(input);
  await stack.runSchedule('Tick');
  expect(inputs).toEqual([{}]);
  await expect(async () => stack.runSchedule('Tock')).rejects.toThrow('Tock');
  await stack.stop();
});

it('names a function whose handler is missing', async () => {
  const service = { ...fixture, handlersDirectory: '/nowhere' };
  await expect(startLocalStack({ service, dynamoDbEndpoint: dynamoDbLocal() })).rejects.toThrow(
    /^The function Fn\w+ has no handler: \/nowhere\/[\w-]+\.ts doesn't exist\.$/,
  );
});
