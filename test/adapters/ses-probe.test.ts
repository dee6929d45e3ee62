import PostalMime from 'postal-mime';
import { connectSesForProbes } from '../../lambdas/adapters/ses-probe';
import { composeProbe } from '../../lambdas/rendering/emails/compose-probe';
import { startServer, type TestServer } from '../support/http-server';
import { pointSdkAt } from '../support/sdk-environment';

const ACCEPTED = `<SendRawEmailResponse><SendRawEmailResult><MessageId>ses-1</MessageId>
  </SendRawEmailResult></SendRawEmailResponse>`;
const BUSY = `<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code>
  <Message>Maximum sending rate exceeded.</Message></Error></ErrorResponse>`;

describe('a probe', () => {
  let ses: TestServer;
  let restoreEnvironment: () => void;
  let answer: { status: number; body: string };
  beforeAll(async () => {
    ses = await startServer((_request, response) => {
      response.writeHead(answer.status, { 'content-type': 'text/xml' });
      response.end(answer.body);
    });
    restoreEnvironment = pointSdkAt('SES', ses.url);
  });
  beforeEach(() => {
    ses.bodies.length = 0;
  });
  afterAll(async () => {
    restoreEnvironment();
    await ses.stop();
  });

  const send = async () =>
    connectSesForProbes('briefwire-test')(
      await composeProbe({
        sender: 'Briefwire <briefings@briefwire.example>',
        stage: 'test',
        sentAt: '2026-12-02T12:00:00.000Z',
      }),
    );

  it('goes to the mailbox simulator, with the tag of a probe and no delivery', async () => {
    answer = { status: 200, body: ACCEPTED };
    expect(await send()).toEqual({ accepted: true });
    const form = new URLSearchParams(ses.bodies[0]);
    expect(form.get('Destinations.member.1')).toBe('success@simulator.amazonses.com');
    expect(form.get('ConfigurationSetName')).toBe('briefwire-test');
    expect(form.get('Tags.member.1.Name')).toBe('probe');
    expect(form.get('Tags.member.2.Name')).toBeNull();
    const email = await PostalMime.parse(Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'));
    expect(email.from).toMatchObject({ address: 'briefings@briefwire.example' });
    const headers = email.headers.map(({ key }) => key);
    expect(headers).not.toEqual(expect.arrayContaining([expect.stringMatching(/^list-/)]));
  });

  it('is not sent again if SES does not accept it: the next run sends another', async () => {
    answer = { status: 400, body: BUSY };
    expect(await send()).toEqual({ accepted: false, code: 'Throttling' });
    expect(ses.bodies).toHaveLength(1);
  });
});
