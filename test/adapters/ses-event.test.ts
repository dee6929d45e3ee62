import { parseSesEvent } from '../../lambdas/adapters/ses-event';

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
const anEvent = (eventType: string, fields: object) => ({
  version: '0',
  id: '9e32be00-62f9-11e8-8de8-e3b0e2f5b7b7',
  'detail-type': 'Email Something',
  source: 'aws.ses',
  account: '123456789012',
  time: '2026-12-02T12:00:01Z',
  region: 'us-east-1',
  resources: ['arn:aws:ses:us-east-1:123456789012:configuration-set/briefwire'],
  detail: { eventType, mail, ...fields },
});
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
    expect(parseSesEvent(anEvent('Send', { send: {} }))).toEqual({
      event: 'sent',
      deliveryId: 'alert-1-ann',
      messageId: mail.messageId,
    });
  });

  it('is ignored if the email has no delivery id', () => {
    const { deliveryId: _deliveryId, ...tags } = mail.tags;
    const { tags: _tags, ...untagged } = mail;
    const others = [{ ...mail, tags }, { ...mail, tags: { deliveryId: [] } }, untagged];
    for (const other of others) {
      const event = { detail: { eventType: 'Send', mail: other, send: {} } };
      expect(parseSesEvent(event)).toEqual({ event: 'other' });
      const rejected = { detail: { eventType: 'Reject', mail: other, reject: { reason: 'Bad' } } };
      expect(parseSesEvent(rejected)).toEqual({ event: 'other' });
    }
  });

  it('is read as a rejected email', () => {
    expect(parseSesEvent(anEvent('Reject', { reject: { reason: 'Bad content' } }))).toEqual({
      event: 'rejected',
      deliveryId: 'alert-1-ann',
      reason: 'Bad content',
    });
  });

  it.each(['General', 'NoEmail', 'Suppressed', 'OnAccountSuppressionList'])(
    'is read as a permanent bounce: %s',
    (bounceSubType) => {
      expect(parseSesEvent(aBounce({ bounceSubType }))).toEqual({
        event: 'bounced',
        deliveryId: 'alert-1-ann',
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
    expect(parseSesEvent(aBounce({ bounceType, bounceSubType }))).toMatchObject({
      event: 'bounced',
      permanent: false,
    });
  });

  it('may contain addresses with display names', () => {
    const bouncedRecipients = [
      { emailAddress: '"Ann, of Example" <ann@example.org>' },
      { emailAddress: 'bob@example.org' },
    ];
    expect(parseSesEvent(aBounce({ bouncedRecipients }))).toMatchObject({
      addresses: ['ann@example.org', 'bob@example.org'],
    });
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
    expect(parseSesEvent(anEvent('Complaint', { complaint }))).toEqual({
      event: 'complained',
      deliveryId: 'alert-1-ann',
      addresses: ['ann@example.org'],
    });
  });

  it('is not read as a complaint if the recipient reports that the email is not spam', () => {
    const complaint = {
      complainedRecipients: [{ emailAddress: 'ann@example.org' }],
      complaintFeedbackType: 'not-spam',
    };
    expect(parseSesEvent(anEvent('Complaint', { complaint }))).toEqual({ event: 'other' });
  });

  it.each([
    ['Delivery', { delivery: { recipients: ['ann@example.org'], smtpResponse: '250 ok' } }],
    ['Open', { open: { ipAddress: '192.0.2.1' } }],
    ['Click', { click: { link: 'https://news.example' } }],
    ['DeliveryDelay', { deliveryDelay: { delayType: 'TransientCommunicationFailure' } }],
    ['Rendering Failure', { failure: { errorMessage: 'Missing', templateName: 'None' } }],
    ['Subscription', { subscription: { contactList: 'None' } }],
  ])('is ignored if it is of another type: %s', (eventType, fields) => {
    expect(parseSesEvent(anEvent(eventType, fields))).toEqual({ event: 'other' });
  });

  it.each([
    null,
    'Send',
    {},
    { detail: {} },
    { detail: { eventType: 'Send' } },
    { detail: { eventType: 'Bounce', mail, bounce: { bounceType: 'Permanent' } } },
  ])('is refused if it is malformed: %j', (event) => {
    expect(() => parseSesEvent(event)).toThrow();
  });
});
