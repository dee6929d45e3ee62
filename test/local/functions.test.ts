import type { LocalStack } from '../../lib/local/local-stack';
import { startLocalStack } from '../../lib/local/local-stack';
import { dynamoDbLocal } from '../support/dynamodb-local';
import { behaviours, seenEnvironments } from './fixture/behaviours';
import { fixture, forgetBehaviours, startFixture } from './fixture/service';

beforeEach(forgetBehaviours);

describe('a function’s variables', () => {
  let stack: LocalStack;
  let before: NodeJS.ProcessEnv;

  beforeAll(async () => {
    process.env.SECRET_OF_THE_DEVELOPER = 'hidden';
    process.env.AWS_PROFILE = 'of-the-developer';
    before = { ...process.env };
    stack = await startFixture({ environment: { POWERTOOLS_LOG_LEVEL: 'SILENT' } });
  });
  afterAll(() => stack.stop());

  it('are its own and the runtime’s, not those of another function or of the developer', () => {
    expect(seenEnvironments.door).toMatchObject({
      ONLY_FOR: 'door',
      AWS_REGION: 'us-east-1',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDbLocal(),
    });
    expect(seenEnvironments.work).toMatchObject({ ONLY_FOR: 'work' });
    expect(seenEnvironments.work).not.toHaveProperty('WORK_QUEUE_URL');
    expect(seenEnvironments.door).not.toHaveProperty('SECRET_OF_THE_DEVELOPER');
    expect(seenEnvironments.door).not.toHaveProperty('AWS_PROFILE');
  });

  it('leave this process with its own, but for the addresses of the local services', async () => {
    expect(process.env).not.toHaveProperty('ONLY_FOR');
    expect(process.env.SECRET_OF_THE_DEVELOPER).toBe('hidden');
    expect(process.env).not.toHaveProperty('AWS_PROFILE');
    await stack.stop();
    expect({ ...process.env }).toEqual(before);
  });
});

it('runs a schedule’s function when asked, with the declared input and the time', async () => {
  const stack = await startFixture({ clock: () => new Date('2026-03-01T08:00:00Z') });
  const inputs: unknown[] = [];
  behaviours.tick = (input) => void inputs.push(input);
  await stack.runSchedule('Tick');
  expect(inputs).toEqual([{ at: '2026-03-01T08:00:00Z' }]);
  await expect(async () => stack.runSchedule('Tock')).rejects.toThrow('Tock');
  await stack.stop();
});

it('says which function lacks its handler', async () => {
  const service = { ...fixture, handlersDirectory: '/nowhere' };
  await expect(startLocalStack({ service, dynamoDbEndpoint: dynamoDbLocal() })).rejects.toThrow(
    /^The function Fn\w+ has no handler: there is no \/nowhere\/\w+\.ts\.$/,
  );
});
