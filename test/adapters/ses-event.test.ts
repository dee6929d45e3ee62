import { readFeedbackMessage } from '../../lambdas/adapters/ses-event';

/**
 * Events in the form that SES documents:
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html
 */
const mail = {
  timestamp: '2026-12-02T12:00:00.012Z',
  source: 'Briefwire <briefings@briefwire.example>',
  sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/briefwire.example',
  sendingAccountId: '123456789012',
  messageId: 'EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000',
  destination: ['ann@example.org'],
  headersTruncated: false,
  headers: [{ name: 'From', value: 'Briefwire <briefings@briefwire.example>' }],
  commonHeaders: { from: ['briefings@briefwire.example'], subject: 'Trucks' },
  tags: {
    'ses:configuration-set': ['briefwire'],
    'ses:source-ip': ['192.0.2.0'],
    deliveryId: ['alert-1-ann'],
  },
};
const anEvent = (eventType: string, fields: object) => ({ eventType, mail, ...fields });
const read = (event: unknown) => readFeedbackMessage(JSON.stringify(event));
const eventOf = (event: unknown) => read(event).event;
const aBounce = (fields: object) =>
  anEvent('Bounce', {
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: 'ann@example.org',
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        },
      ],
      timestamp: '2026-12-02T12:00:02.669Z',
      feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
      reportingMTA: 'dsn; mta.example.org',
      ...fields,
    },
  });

describe('an event from SES', () => {
  it('is read as a sent email', () => {
    expect(eventOf(anEvent('Send', { send: {} }))).toEqual({
      event: 'sent',
      deliveryId: 'alert-1-ann',
      messageId: mail.messageId,
      sentAt: mail.timestamp,
    });
  });

  it('is read as a probe if the email was one', () => {
    const tags = { 'ses:configuration-set': ['briefwire'], probe: ['send-events'] };
    expect(eventOf({ eventType: 'Send', mail: { ...mail, tags }, send: {} })).toEqual({
      event: 'probe',
      sentAt: mail.timestamp,
    });
  });

  it('is ignored if the email has no delivery id', () => {
    const { deliveryId: _deliveryId, ...tags } = mail.tags;
    const { tags: _tags, ...untagged } = mail;
    const others = [{ ...mail, tags }, { ...mail, tags: { deliveryId: [] } }, untagged];
    for (const other of others) {
      const event = { eventType: 'Send', mail: other, send: {} };
      expect(eventOf(event)).toEqual({ event: 'other' });
      const rejected = { eventType: 'Reject', mail: other, reject: { reason: 'Bad' } };
      expect(eventOf(rejected)).toEqual({ event: 'other' });
    }
  });

  it('is read as a rejected email', () => {
    expect(eventOf(anEvent('Reject', { reject: { reason: 'Bad content' } }))).toEqual({
      event: 'rejected',
      deliveryId: 'alert-1-ann',
      reason: 'Bad content',
    });
  });

  it.each(['General', 'NoEmail', 'Suppressed', 'OnAccountSuppressionList'])(
    'is read as a permanent bounce: %s',
    (bounceSubType) => {
      expect(eventOf(aBounce({ bounceSubType }))).toEqual({
        event: 'bounced',
        permanent: true,
        addresses: ['ann@example.org'],
      });
    },
  );

  it.each([
    ['Transient', 'General'],
    ['Transient', 'MailboxFull'],
    ['Transient', 'MessageTooLarge'],
    ['Undetermined', 'Undetermined'],
  ])('is read as a temporary bounce: %s, %s', (bounceType, bounceSubType) => {
    expect(eventOf(aBounce({ bounceType, bounceSubType }))).toMatchObject({
      event: 'bounced',
      permanent: false,
    });
  });

  it('is about the addresses that we sent to, not those that they forward to', () => {
    const bouncedRecipients = [{ emailAddress: 'ann@elsewhere.example' }];
    expect(eventOf(aBounce({ bouncedRecipients }))).toMatchObject({
      addresses: ['ann@example.org'],
    });
    const complaint = { complainedRecipients: [{ emailAddress: 'ann@elsewhere.example' }] };
    expect(eventOf(anEvent('Complaint', { complaint }))).toMatchObject({
      addresses: ['ann@example.org'],
    });
  });

  it('may contain addresses with display names', () => {
    const destination = ['"Ann, of Example" <ann@example.org>', 'bob@example.org'];
    const event = { ...aBounce({}), mail: { ...mail, destination } };
    expect(eventOf(event)).toMatchObject({ addresses: ['ann@example.org', 'bob@example.org'] });
  });

  it('is read as a complaint', () => {
    const complaint = {
      complainedRecipients: [{ emailAddress: 'ann@example.org' }],
      timestamp: '2026-12-02T12:00:02.012Z',
      feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
      userAgent: 'Mozilla/5.0',
      complaintFeedbackType: 'abuse',
      arrivalDate: '2026-12-02T12:00:02.012Z',
    };
    expect(eventOf(anEvent('Complaint', { complaint }))).toEqual({
      event: 'complained',
      addresses: ['ann@example.org'],
    });
  });

  it('is not read as a complaint if the recipient reports that the email is not spam', () => {
    const complaint = {
      complainedRecipients: [{ emailAddress: 'ann@example.org' }],
      complaintFeedbackType: 'not-spam',
    };
    expect(eventOf(anEvent('Complaint', { complaint }))).toEqual({ event: 'other' });
  });

  it.each([
    ['Delivery', { delivery: { recipients: ['ann@example.org'], smtpResponse: '250 ok' } }],
    ['Open', { open: { ipAddress: '192.0.2.1' } }],
    ['Click', { click: { link: 'https://news.example' } }],
    ['DeliveryDelay', { deliveryDelay: { delayType: 'TransientCommunicationFailure' } }],
    ['Rendering Failure', { failure: { errorMessage: 'Missing', templateName: 'None' } }],
    ['Subscription', { subscription: { contactList: 'None' } }],
  ])('is ignored if it is of another type: %s', (eventType, fields) => {
    expect(eventOf(anEvent(eventType, fields))).toEqual({ event: 'other' });
  });

  it.each([
    null,
    'Send',
    {},
    { eventType: 'Send' },
    { eventType: 'Send', mail: { ...mail, timestamp: 'yesterday' } },
    { eventType: 'Bounce', mail, bounce: { bounceSubType: 'General' } },
  ])('is unreadable if it is malformed: %j', (event) => {
    expect(eventOf(event)).toBeUndefined();
  });

  it('is unreadable if it is not JSON', () => {
    expect(readFeedbackMessage('{')).toEqual({ event: undefined, summary: {} });
  });
});

it('the text that SES publishes to validate a topic is not an event, but expected', () => {
  const text = 'Successfully validated SNS topic for Amazon SES event publishing.';
  expect(readFeedbackMessage(text)).toEqual({ event: { event: 'other' }, summary: {} });
});

describe('the summary of an event', () => {
  it('contains no address, header or token', () => {
    const { summary } = read(aBounce({}));
    expect(summary).toEqual({
      eventType: 'Bounce',
      mail: {
        messageId: mail.messageId,
        timestamp: mail.timestamp,
        tags: { deliveryId: ['alert-1-ann'] },
      },
    });
  });

  it('of a Send event can be handled like the event', () => {
    const event = anEvent('Send', { send: {} });
    expect(eventOf(read(event).summary)).toEqual(eventOf(event));
  });

  it('contains what is readable', () => {
    expect(read({ eventType: 'Bounce', mail: 'Ann <ann@example.org>' }).summary).toEqual({
      eventType: 'Bounce',
    });
    expect(read('ann@example.org').summary).toEqual({});
  });
});
