import type { ServerResponse } from 'node:http';
import { connectSes } from '../../lambdas/adapters/ses';
import type { SendOutcome } from '../../lambdas/domain/delivery';
import { startServer, type TestServer } from '../support/http-server';

const ENVIRONMENT = { ...process.env };
const MAIL = { to: 'ann@example.org', raw: Buffer.from('Subject: Trucks\r\n\r\nThirty a day.') };

describe('what SES says of a mail', () => {
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

  const send = (): Promise<SendOutcome> => connectSes('briefwire-test')(MAIL, 'alert-1-ann');
  const answersWith = (status: number, body: string) => {
    answer = (response) => response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  };
  /** As SES writes an error: https://docs.aws.amazon.com/ses/latest/dg/using-ses-api-responses.html */
  const refusesWith = (status: number, code: string, message = 'No.') => {
    const type = status < 500 ? 'Sender' : 'Receiver';
    answersWith(
      status,
      `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${type}</Type>
       <Code>${code}</Code><Message>${message}</Message></Error><RequestId>42</RequestId></ErrorResponse>`,
    );
  };

  it('is that it has it, by its own name; and it is told the delivery’s', async () => {
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
    expect(Buffer.from(sent.get('RawMessage.Data') ?? '', 'base64')).toEqual(MAIL.raw);
  });

  it.each(['InvalidParameterValue', 'ValidationError'])(
    'is a refusal of this mail for good: %s',
    async (code) => {
      refusesWith(400, code);
      expect(await send()).toEqual({ outcome: 'refused', code });
      expect(ses.bodies).toHaveLength(1);
    },
  );

  it.each(['Throttling', 'ThrottlingException', 'TooManyRequestsException'])(
    'is that we are to be slower: %s',
    async (code) => {
      refusesWith(400, code, 'Maximum sending rate exceeded.');
      expect(await send()).toEqual({ outcome: 'busy', code, seconds: 5 });
      expect(ses.bodies).toHaveLength(1);
    },
  );

  it.each([
    // An identity that is not verified yet.
    [400, 'MessageRejected'],
    [400, 'MailFromDomainNotVerifiedException'],
    [400, 'ConfigurationSetDoesNotExist'],
    [400, 'ConfigurationSetSendingPausedException'],
    [400, 'AccountSendingPausedException'],
    [403, 'AccessDenied'],
    [403, 'ExpiredToken'],
    [403, 'InvalidClientTokenId'],
    [404, 'SomethingNew'],
  ])('is a refusal that someone can mend, and the mail waits: %i %s', async (status, code) => {
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
  ])('is a fault that leaves open whether it has the mail: %i %s', async (status, code) => {
    refusesWith(status, code);
    expect(await send()).toEqual({ outcome: 'unknown', code });
    expect(ses.bodies).toHaveLength(1);
  });

  it('is unknown when the answer is cut short, garbled, or from someone in between', async () => {
    answer = (response) => response.destroy();
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    answer = (response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('<SendRawEmail');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    answersWith(200, 'not what SES says');
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    answersWith(502, '<html><body>Bad gateway</body></html>');
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    expect(ses.bodies).toHaveLength(4);
  });

  it.each([
    ['nothing', () => undefined],
    [
      'its answer letter by letter',
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
  ])(
    'is unknown when it says %s for longer than we can wait, and is not asked twice',
    async (_what, says) => {
      answer = says;
      const outcome = await connectSes('briefwire-test', 1_000)(MAIL, 'alert-1-ann');
      expect(outcome).toMatchObject({ outcome: 'unknown' });
      expect(ses.bodies).toHaveLength(1);
    },
  );
});
