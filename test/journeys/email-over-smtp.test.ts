import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import nodemailer from 'nodemailer';
import { connectSqs, WorkQueue } from '../../lambdas/adapters/queue';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { tokenOf } from '../support/links';
import { rawCommand } from '../support/raw-command';

describe('over SMTP', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const send = async (email: Parameters<typeof rawCommand>[0]) => {
    const { from, to = 'alerts@in.example.org' } = email;
    await nodemailer
      .createTransport({ host: '127.0.0.1', port: journey.stack.email?.port })
      .sendMail({ envelope: { from, to }, raw: rawCommand(email) });
    await journey.stack.idle();
  };

  it('someone subscribes, confirms, gets an alert, and leaves with a reply to it', async () => {
    const from = 'ann@example.org';
    await send({ from, subject: 'subscribe heron' });
    const token = tokenOf(linkIn(journey.emailsTo(from)[0], 'confirm'));
    await journey.post('/confirm', { token });
    await journey.publish({ title: 'A heron' });
    const alert = journey.emailsTo(from).at(-1);
    expect(alert?.subject).toContain('a heron');

    const to = alert?.headers.get('reply-to') ?? '';
    expect(to).toMatch(/^alerts\+\w+@in\.example\.org$/);
    await send({ from, to, subject: `Re: ${alert?.subject}`, text: 'stop' });
    const { body } = await journey.api('/api/subscribers/lookup', { email: from });
    expect(body.subscriptions).toEqual([]);
    await journey.publish({ title: 'Another heron' });
    expect(journey.emailsTo(from).map(({ subject }) => subject)).not.toContainEqual(
      expect.stringContaining('another heron'),
    );
  });

  it('what came of an email is logged, without an address or what it says', async () => {
    await send({ from: 'bob@people.example.org', subject: 'help', text: 'harbour' });
    const lines = journey.logged.filter((line) => line.includes('"email received"'));
    expect(lines.at(-1)).toMatch(/"outcome": "helped",\s*"command": "help",\s*"replied": true/);
    for (const line of journey.logged) expect(line).not.toMatch(/bob@people|harbour/);
  });

  it('a message that is no received email, or is about one that is gone, is not tried again', async () => {
    const sqs = connectSqs();
    const QueueName = journey.stack.queueName('InboundReceivedQueue');
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    const gone = {
      notificationType: 'Received',
      mail: { messageId: 'gone', source: 'ann@example.org' },
      receipt: { recipients: [], action: { type: 'S3', objectKey: 'gone' } },
    };
    await new WorkQueue(sqs, QueueUrl).send([{ event: 'test' }, gone]);
    await journey.stack.idle();
    sqs.destroy();
    const logged = journey.logged.join('\n');
    expect(logged).toContain('"not a received email"');
    expect(logged).toMatch(/"received email is missing"[^}]*"emailId": "gone"/);
  });
});
