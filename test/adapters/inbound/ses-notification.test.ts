import { readNotification } from '../../../lambdas/adapters/inbound/ses-notification';

/** As in https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-examples.html */
function aNotification({ mail = {}, receipt = {} } = {}): string {
  return JSON.stringify({
    notificationType: 'Received',
    receipt: {
      timestamp: '2026-11-25T13:32:33.936Z',
      processingTimeMillis: 406,
      recipients: ['alerts@in.example.org'],
      spamVerdict: { status: 'PASS' },
      virusVerdict: { status: 'PASS' },
      spfVerdict: { status: 'PASS' },
      dkimVerdict: { status: 'PASS' },
      dmarcVerdict: { status: 'PASS' },
      action: {
        type: 'S3',
        topicArn: 'arn:aws:sns:us-east-1:012345678912:Topic',
        bucketName: 'emails',
        objectKey: 'd6iitobk75ur44p8kdnnp7g2n800',
      },
      ...receipt,
    },
    mail: {
      timestamp: '2026-11-25T13:32:33.936Z',
      source: 'ann@example.com',
      messageId: 'd6iitobk75ur44p8kdnnp7g2n800',
      destination: ['alerts@in.example.org'],
      headers: [{ name: 'Authentication-Results', value: 'dmarc=pass' }],
      ...mail,
    },
  });
}

const verdict = (status: string) => ({ status });

describe('a notification of SES', () => {
  it('says where the email is, its envelope, and what SES found out about it', () => {
    expect(readNotification(aNotification())).toEqual({
      objectKey: 'd6iitobk75ur44p8kdnnp7g2n800',
      arrivalId: 'd6iitobk75ur44p8kdnnp7g2n800',
      envelope: { sender: 'ann@example.com', recipients: ['alerts@in.example.org'] },
      dmarc: 'pass',
      isUnwanted: false,
    });
  });

  it.each([
    ['PASS', 'pass'],
    ['FAIL', 'fail'],
    ['GRAY', 'gray'],
    ['PROCESSING_FAILED', 'gray'],
    ['SOMETHING_NEW', 'gray'],
  ])('with the DMARC verdict %s vouches for its sender as %s', (status, dmarc) => {
    const read = readNotification(aNotification({ receipt: { dmarcVerdict: verdict(status) } }));
    expect(read?.dmarc).toBe(dmarc);
  });

  it('without a DMARC verdict vouches for nobody, whatever the headers of the email say', () => {
    const body = aNotification({ receipt: { dmarcVerdict: undefined } });
    expect(readNotification(body)?.dmarc).toBe('gray');
  });

  it.each(['spamVerdict', 'virusVerdict'])(
    'with a failed %s is about an unwanted email',
    (name) => {
      const read = readNotification(aNotification({ receipt: { [name]: verdict('FAIL') } }));
      expect(read?.isUnwanted).toBe(true);
      const gray = readNotification(aNotification({ receipt: { [name]: verdict('GRAY') } }));
      expect(gray?.isUnwanted).toBe(false);
    },
  );

  it.each(['', '<>'])('with the source "%s" has a null sender', (source) => {
    const read = readNotification(aNotification({ mail: { source } }));
    expect(read?.envelope).toEqual({ sender: '', recipients: ['alerts@in.example.org'] });
  });

  it('without a source leaves the sender to the headers', () => {
    const read = readNotification(aNotification({ mail: { source: null } }));
    expect(read?.envelope).toEqual({ recipients: ['alerts@in.example.org'] });
  });

  it.each([
    ['text that is not JSON', 'Successfully validated SNS topic'],
    ['a bounce', JSON.stringify({ notificationType: 'Bounce' })],
    ['an SNS action, which has no object', aNotification({ receipt: { action: { type: 'SNS' } } })],
    ['null', 'null'],
  ])('is not read from %s', (_what, body) => {
    expect(readNotification(body)).toBeUndefined();
  });
});
