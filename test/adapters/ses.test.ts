import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { connectSes } from '../../lambdas/adapters/ses';
import type { SendOutcome } from '../../lambdas/domain/delivery-outcome';
import { startServer, type TestServer } from '../support/http-server';
import { pointSdkAt } from '../support/sdk-environment';

const EMAIL = { to: 'ann@example.org', raw: Buffer.from('Subject: Trucks\r\n\r\nThirty a day.') };
const ACCEPTED = `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
  <SendRawEmailResult><MessageId>ses-42</MessageId></SendRawEmailResult></SendRawEmailResponse>`;

describe('sending through SES', () => {
  let ses: TestServer;
  let restoreEnvironment: () => void;
  let answer: (response: ServerResponse) => void;
  beforeAll(async () => {
    ses = await startServer((_request, response) => answer(response));
    restoreEnvironment = pointSdkAt('SES', ses.url);
  });
  beforeEach(() => {
    ses.bodies.length = 0;
    now = CLAIM.claimedAt;
  });
  afterAll(async () => {
    restoreEnvironment();
    await ses.stop();
  });

  const CLAIM = { deliveryId: 'alert-1-ann', claimedAt: '2026-12-02T12:00:00.000Z' };
  let now: string;
  const connect = (timeoutMs?: number) => connectSes('briefwire-test', () => now, timeoutMs);
  const send = (): Promise<SendOutcome> => connect()(EMAIL, CLAIM);
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
    answersWith(200, ACCEPTED);
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
      expect(await send()).toEqual({ outcome: 'busy', code, seconds: 1 });
      expect(ses.bodies).toHaveLength(1);
    },
  );

  it('pauses if the daily quota is used up, which SES reports with the same code', async () => {
    refusesWith(400, 'Throttling', 'Daily message quota exceeded.');
    expect(await send()).toEqual({ outcome: 'paused', code: 'Throttling' });
    expect(ses.bodies).toHaveLength(1);
  });

  it.each(['AccountSendingPausedException', 'ConfigurationSetSendingPausedException'])(
    'pauses if sending is paused: %s',
    async (code) => {
      refusesWith(400, code);
      expect(await send()).toEqual({ outcome: 'paused', code });
    },
  );

  it.each([
    // For example, the sender's identity is not verified yet.
    [400, 'MessageRejected'],
    [400, 'MailFromDomainNotVerifiedException'],
    [400, 'ConfigurationSetDoesNotExist'],
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
    const outcome = await connect(1_000)(EMAIL, CLAIM);
    expect(outcome).toMatchObject({ outcome: 'unknown' });
    expect(ses.bodies).toHaveLength(1);
  });

  const acceptsAll = () => answersWith(200, ACCEPTED);

  it('sends an email up to a minute after its claim, and not later', async () => {
    acceptsAll();
    now = '2026-12-02T12:01:00.000Z';
    expect(await send()).toMatchObject({ outcome: 'accepted' });
    now = '2026-12-02T12:01:00.001Z';
    expect(await send()).toEqual({ outcome: 'too-late' });
    expect(ses.bodies).toHaveLength(1);
  });

  describe('over a connection', () => {
    const sockets = new Set<Socket>();
    const acceptsAndRemembers = () => {
      answer = (response) => {
        if (response.socket) sockets.add(response.socket);
        response.writeHead(200, { 'content-type': 'text/xml' });
        response.end(ACCEPTED);
      };
    };
    beforeEach(() => {
      sockets.clear();
      acceptsAndRemembers();
    });

    it('that was used just now, sends the next email too', async () => {
      const connection = connect();
      await connection(EMAIL, CLAIM);
      now = '2026-12-02T12:00:04.000Z';
      await connection(EMAIL, CLAIM);
      expect(sockets.size).toBe(1);
    });

    it('that slept is not used again, even if others have been used meanwhile', async () => {
      const connection = connect();
      await Promise.all([connection(EMAIL, CLAIM), connection(EMAIL, CLAIM)]);
      expect(sockets.size).toBe(2);
      now = '2026-12-02T12:00:03.000Z';
      await connection(EMAIL, CLAIM);
      now = '2026-12-02T12:00:05.000Z';
      await Promise.all([connection(EMAIL, CLAIM), connection(EMAIL, CLAIM)]);
      expect(sockets.size).toBe(3);
    });

    it('that died while the function was frozen, sends nothing, but over a new one', async () => {
      const connection = connect();
      await connection(EMAIL, CLAIM);
      // The function does not notice it, because it gets no time to run before the next email.
      for (const socket of sockets) socket.resetAndDestroy();
      now = '2026-12-02T12:00:04.001Z';
      expect(await connection(EMAIL, CLAIM)).toMatchObject({ outcome: 'accepted' });
      expect(sockets.size).toBe(2);
    });
  });
});
