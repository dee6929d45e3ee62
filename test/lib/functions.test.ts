import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { VariableName } from '../../lambdas/environment';
import { parseTemplate } from '../../lib/local/template/parse-template';
import { HANDLERS } from '../../lib/service-function';
import { aStage, findResource, handlerOf, referenceName, resourcesOf } from './stage';

/** The properties for names that must be unique in an account, for the resource types that we use. */
const PHYSICAL_NAMES = [
  'AlarmName',
  'LogGroupName',
  'QueueName',
  'RoleName',
  'TableName',
  'TopicName',
];

/** The variables that the imported handler reads. */
const readVariables: VariableName[] = [];

jest.mock('../../lambdas/environment', () => {
  const actual = jest.requireActual('../../lambdas/environment');
  return {
    ...actual,
    readEnvironment: (names: VariableName[], source: Record<string, string>) => {
      readVariables.push(...names);
      return actual.readEnvironment(names, source);
    },
  };
});

const template = aStage({ inboundAddress: 'alerts@in.news.test' });
const addresses = { queues: 'https://sqs.test' };
const { functions } = parseTemplate(template, addresses);
const declared = resourcesOf(template, 'AWS::Lambda::Function');

describe('the function', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it.each(functions)('$handler has exactly the environment variables that it reads', async (fn) => {
    const { POWERTOOLS_SERVICE_NAME, ...configured } = fn.environment;
    process.env = { ...before, AWS_REGION: 'eu-west-1', ...fn.environment };
    readVariables.length = 0;
    const { handler } = await import(path.join(HANDLERS, fn.handler));
    expect(typeof handler).toBe('function');
    expect([...new Set(readVariables)].sort()).toEqual(Object.keys(configured).sort());
    expect(POWERTOOLS_SERVICE_NAME).toBe(fn.handler);
  });
});

describe('every handler', () => {
  it('is deployed in exactly one function', () => {
    const files = readdirSync(HANDLERS, { withFileTypes: true })
      .filter((entry) => entry.isFile() && exportsHandler(entry.name))
      .map(({ name }) => path.basename(name, '.ts'));
    expect(functions.map(({ handler }) => handler).sort()).toEqual(files.sort());
  });
});

describe('every function', () => {
  it.each(declared)('$name names the file of its handler, for the local stack', (fn) => {
    expect(existsSync(path.join(HANDLERS, `${handlerOf(fn)}.ts`))).toBe(true);
  });

  it.each(declared)(
    '$name has logs that expire and are deleted with the stack',
    ({ Properties }) => {
      const name = referenceName(Object(Properties.LoggingConfig).LogGroup);
      const logs = findResource(template, 'AWS::Logs::LogGroup', name);
      expect(logs).toMatchObject({ Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Delete' });
    },
  );

  it.each(declared)('$name runs on a supported Node.js version', ({ Properties }) => {
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  it.each(declared)('$name has a description', ({ Properties }) => {
    expect(Properties.Description).toMatch(/^[A-Z].+\.$/);
  });
});

describe('the stack', () => {
  it('names no resource itself, so that another stage can exist in the same account', () => {
    const named = Object.entries(template.Resources).filter(
      ([, { Type, Properties = {} }]) =>
        PHYSICAL_NAMES.some((property) => typeof Properties[property] === 'string') ||
        ('FunctionName' in Properties && Type === 'AWS::Lambda::Function') ||
        ('Name' in Properties && /Rule$|Schedule$|ConfigurationSet$/.test(Type)),
    );
    expect(named).toEqual([]);
  });

  it('is far below the CloudFormation limits of 500 resources and 1 MB', () => {
    expect(Object.keys(template.Resources).length).toBeLessThan(220);
    expect(Buffer.byteLength(JSON.stringify(template))).toBeLessThan(280_000);
  });
});

function exportsHandler(file: string): boolean {
  return /^export (async function|function|const) handler\b/m.test(
    readFileSync(path.join(HANDLERS, file), 'utf8'),
  );
}
