import type { ServerResponse } from 'node:http';
import { connectSes } from '../../lambdas/adapters/ses';
import type { SendOutcome } from '../../lambdas/domain/delivery';
import { startServer, type TestServer } from '../support/http-server';

const ENVIRONMENT = { ...process.env };
const EMAIL = { to: 'ann@example.org', raw: Buffer.from('Subject: Trucks\r\n\r\nThirty a day.') };

describe('sending through SES', () => {
  let ses: TestServer;
  let answer: (response: ServerResponse) => void;
  beforeAll(async () => {
    ses = await startServer((_request, response) => answer(response));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SES: ses.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
  });
  beforeEach(() => {
    ses.bodies.length = 0;
  });
  afterAll(async () => {
    process.env = ENVIRONMENT;
    await ses.stop();
  });

  const send = (): Promise<SendOutcome> => connectSes('briefwire-test')(EMAIL, 'alert-1-ann');
  const answersWith = (status: number, body: string) => {
    answer = (response) => response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  };
  /** An error in the form that SES documents: https://docs.aws.amazon.com/ses/latest/dg/using-ses-api-responses.html */
  const refusesWith = (status: number, code: string, message = 'No.') => {
    const type = status < 500 ? 'Sender' : 'Receiver';
    answersWith(
      status,
      `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${type}</Type>
       <Code>${code}</Code><Message>${message}</Message></Error><RequestId>42</RequestId></ErrorResponse>`,
    );
  };

  it('sends the email with the delivery id as a tag and returns SES’s message id', async () => {
    answersWith(
      200,
      `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult>
       <MessageId>ses-42</MessageId></SendRawEmailResult></SendRawEmailResponse>`,
    );
    expect(await send()).toEqual({ outcome: 'accepted', messageId: 'ses-42' });

    const sent = new URLSearchParams(ses.bodies[0]);
    expect(sent.get('Action')).toBe('SendRawEmail');
    expect(sent.get('Destinations.member.1')).toBe('ann@example.org');
    expect(sent.get('ConfigurationSetName')).toBe('briefwire-test');
    expect(sent.get('Tags.member.1.Name')).toBe('deliveryId');
    expect(sent.get('Tags.member.1.Value')).toBe('alert-1-ann');
    expect(Buffer.from(sent.get('RawMessage.Data') ?? '', 'base64')).toEqual(EMAIL.raw);
  });

  it.each(['InvalidParameterValue', 'ValidationError'])(
    'treats an error about the email itself as permanent: %s',
    async (code) => {
      refusesWith(400, code);
      expect(await send()).toEqual({ outcome: 'refused', code });
      expect(ses.bodies).toHaveLength(1);
    },
  );

  it.each(['Throttling', 'ThrottlingException', 'TooManyRequestsException'])(
    'retries soon if SES throttles: %s',
    async (code) => {
      refusesWith(400, code, 'Maximum sending rate exceeded.');
      expect(await send()).toEqual({ outcome: 'busy', code, seconds: 5 });
      expect(ses.bodies).toHaveLength(1);
    },
  );

  it.each([
    // For example, the sender's identity is not verified yet.
    [400, 'MessageRejected'],
    [400, 'MailFromDomainNotVerifiedException'],
    [400, 'ConfigurationSetDoesNotExist'],
    [400, 'ConfigurationSetSendingPausedException'],
    [400, 'AccountSendingPausedException'],
    [403, 'AccessDenied'],
    [403, 'ExpiredToken'],
    [403, 'InvalidClientTokenId'],
    [404, 'SomethingNew'],
  ])('retries later after an error that the operator can fix: %i %s', async (status, code) => {
    refusesWith(status, code);
    expect(await send()).toEqual({
      outcome: 'busy',
      code: expect.stringMatching(new RegExp(`^${code}`)),
      seconds: 300,
    });
    expect(ses.bodies).toHaveLength(1);
  });

  it.each([
    [500, 'InternalFailure'],
    [503, 'ServiceUnavailable'],
  ])(
    'does not know whether SES has the email after a server error: %i %s',
    async (status, code) => {
      refusesWith(status, code);
      expect(await send()).toEqual({ outcome: 'unknown', code });
      expect(ses.bodies).toHaveLength(1);
    },
  );

  it('does not know it either after an answer that is incomplete, garbled or from a proxy', async () => {
    answer = (response) => response.destroy();
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    answer = (response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('<SendRawEmail');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    answersWith(200, 'not an answer from SES');
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    answersWith(502, '<html><body>Bad gateway</body></html>');
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    expect(ses.bodies).toHaveLength(4);
  });

  it.each([
    ['no answer', () => undefined],
    [
      'an answer one character at a time',
      ({ socket }: ServerResponse) => {
        socket?.write('HTTP/1.1 200 OK\r\nx-slow: ');
        const drip = setInterval(() => socket?.write('x'), 50);
        socket?.on('close', () => clearInterval(drip));
      },
    ],
    [
      'half an answer',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '1000' }).write('<SendRawEmail');
      },
    ],
  ])('gives up without a retry if SES sends %s until the timeout', async (_what, respond) => {
    answer = respond;
    const outcome = await connectSes('briefwire-test', 1_000)(EMAIL, 'alert-1-ann');
    expect(outcome).toMatchObject({ outcome: 'unknown' });
    expect(ses.bodies).toHaveLength(1);
  });
});
