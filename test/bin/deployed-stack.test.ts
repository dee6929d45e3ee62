import type { IncomingMessage } from 'node:http';
import { type CommandResult, runCommandWithProgress } from '../support/command-line';
import { startServer, type TestServer } from '../support/http-server';

/** Servers of this test stand in for CloudFormation and the API. */
describe('briefwire --stack', () => {
  let api: TestServer;
  let cloudFormation: TestServer;
  let status: number;
  let delayMs: number;
  let received: IncomingMessage | undefined;
  beforeAll(async () => {
    api = await startServer((request, response) => {
      received = request;
      response.writeHead(status, { 'content-type': 'application/json' });
      const answer =
        status === 200
          ? '{"outcome": "made-due", "digests": 2, "at": "2030-01-01T00:00:00.000Z"}'
          : '{}';
      setTimeout(() => response.end(answer), delayMs);
    });
    cloudFormation = await startServer((_request, response, body) => {
      const known = /Briefwire-production|Other/.test(body);
      response.writeHead(known ? 200 : 400, { 'content-type': 'text/xml' });
      const output = body.includes('Other') ? 'WebsiteUrl' : 'ApiUrl';
      response.end(known ? stackDescription(output, api.url) : NO_STACK);
    });
  });
  beforeEach(() => {
    status = 200;
    delayMs = 0;
    received = undefined;
  });
  afterAll(async () => {
    await Promise.all([api.stop(), cloudFormation.stop()]);
  });

  const run = (...words: string[]): Promise<CommandResult> =>
    runCommandWithProgress(1, words, '', {
      AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'session',
      AWS_MAX_ATTEMPTS: '1',
    });

  it('sends requests to the address in the stack’s outputs, signed with the operator’s credentials', async () => {
    const { code, stdout } = await run('digests', '--stack', 'Briefwire-production');
    expect(stdout).toContain('2 digests were due');
    expect(code).toBe(0);
    expect(received?.url).toBe('/api/digests');
    expect(received?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/execute-api\/aws4_request/,
    );
    expect(received?.headers['x-amz-security-token']).toBe('session');
  });

  it('says on standard error that it is still working when a reply takes long', async () => {
    delayMs = 2_500;
    const { code, stdout, stderr } = await run('digests', '--stack', 'Briefwire-production');
    expect(stderr).toContain('Still working');
    expect(stdout).not.toContain('Still working');
    expect(code).toBe(0);
  });

  it('says which stack it could not find, and ends with 1', async () => {
    const { code, stderr } = await run('digests', '--stack', 'Nowhere');
    expect(stderr).toContain('The stack "Nowhere" can\'t be read');
    expect(code).toBe(1);
  });

  it('says that a stack of another kind isn’t a Briefwire stack', async () => {
    const { code, stderr } = await run('digests', '--stack', 'Other');
    expect(stderr).toContain('"Other" isn\'t a Briefwire stack');
    expect(code).toBe(1);
  });

  it('names the address that gives an unexpected reply, and does not blame the credentials', async () => {
    status = 404;
    const { code, stderr } = await run('digests', '--stack', 'Briefwire-production');
    expect(stderr).toContain(`unexpected reply at ${api.url} (404)`);
    expect(stderr).not.toContain('credentials');
    expect(code).toBe(1);
  });

  it('names the permission that the credentials need', async () => {
    status = 403;
    const { code, stderr } = await run('digests', '--stack', 'Briefwire-production');
    expect(stderr).toContain('execute-api:Invoke');
    expect(code).toBe(1);
  });
});

const stackDescription = (output: string, url: string) => `<DescribeStacksResponse
  xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
  <StackName>Briefwire-production</StackName><CreationTime>2026-11-24T08:00:00Z</CreationTime>
  <StackStatus>CREATE_COMPLETE</StackStatus><Outputs><member><OutputKey>${output}</OutputKey>
  <OutputValue>${url}</OutputValue></member></Outputs></member></Stacks></DescribeStacksResult>
  </DescribeStacksResponse>`;

const NO_STACK = `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error>
  <Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id Nowhere does not exist</Message>
  </Error></ErrorResponse>`;
