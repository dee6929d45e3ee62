import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { VariableName } from '../../lambdas/environment';
import { parseTemplate } from '../../lib/local/template/parse-template';
import { HANDLERS } from '../../lib/service-function';
import { aStage, inWords, resourcesOf, theResource } from './stage';

/** How the types that we use call a name that only one resource of an account may have. */
const PHYSICAL_NAMES = [
  'AlarmName',
  'LogGroupName',
  'QueueName',
  'RoleName',
  'TableName',
  'TopicName',
];

/** The variables that the handler being imported asks for. */
const asked: VariableName[] = [];

jest.mock('../../lambdas/environment', () => {
  const actual = jest.requireActual('../../lambdas/environment');
  return {
    ...actual,
    readEnvironment: (names: VariableName[], source: Record<string, string>) => {
      asked.push(...names);
      return actual.readEnvironment(names, source);
    },
  };
});

const template = aStage();
const addresses = { queues: 'https://sqs.test' };
const { functions } = parseTemplate(template, addresses);
const declared = resourcesOf(template, 'AWS::Lambda::Function');

describe('the function', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it.each(functions)('$handler is told what it asks for, and nothing besides', async (fn) => {
    const { POWERTOOLS_SERVICE_NAME, ...told } = fn.environment;
    process.env = { ...before, AWS_REGION: 'eu-west-1', ...fn.environment };
    asked.length = 0;
    const { handler } = await import(path.join(HANDLERS, fn.handler));
    expect(typeof handler).toBe('function');
    expect([...asked].sort()).toEqual(Object.keys(told).sort());
    expect(POWERTOOLS_SERVICE_NAME).toBe(fn.handler);
  });
});

describe('every handler', () => {
  it('is deployed once, and every function has one', () => {
    const files = readdirSync(HANDLERS, { withFileTypes: true })
      .filter((entry) => entry.isFile() && exportsHandler(entry.name))
      .map(({ name }) => path.basename(name, '.ts'));
    expect(functions.map(({ handler }) => handler).sort()).toEqual(files.sort());
  });
});

describe('every function', () => {
  it.each(declared)('$name names its handler’s file, for the local stack', ({ Metadata }) => {
    const { handler } = Object(Metadata).briefwire;
    expect(existsSync(path.join(HANDLERS, `${handler}.ts`))).toBe(true);
  });

  it.each(declared)('$name forgets its logs in time, and takes them with it', ({ Properties }) => {
    const name = inWords(Object(Properties.LoggingConfig).LogGroup);
    const logs = theResource(template, 'AWS::Logs::LogGroup', name);
    expect(logs).toMatchObject({ Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Delete' });
  });

  it.each(declared)('$name runs on a Node that AWS still mends', ({ Properties }) => {
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  it.each(declared)('$name says what it does', ({ Properties }) => {
    expect(Properties.Description).toMatch(/^[A-Z].+\.$/);
  });
});

describe('the stack', () => {
  it('gives nothing a name of its own, so that a second stage can stand beside it', () => {
    const named = Object.entries(template.Resources).filter(
      ([, { Type, Properties = {} }]) =>
        PHYSICAL_NAMES.some((property) => property in Properties) ||
        ('FunctionName' in Properties && Type === 'AWS::Lambda::Function') ||
        ('Name' in Properties && /Rule$|Schedule$|ConfigurationSet$/.test(Type)),
    );
    expect(named).toEqual([]);
  });

  it('is far from the 500 resources and the megabyte that CloudFormation takes', () => {
    expect(Object.keys(template.Resources).length).toBeLessThan(150);
    expect(Buffer.byteLength(JSON.stringify(template))).toBeLessThan(200_000);
  });
});

function exportsHandler(file: string): boolean {
  return /^export (async function|function|const) handler\b/m.test(
    readFileSync(path.join(HANDLERS, file), 'utf8'),
  );
}
