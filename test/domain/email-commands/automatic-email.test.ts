import {
  type AutomaticReason,
  automaticReason,
} from '../../../lambdas/domain/email-commands/automatic-email';
import type { ReceivedEmail } from '../../../lambdas/domain/email-commands/received-email';

function anEmail(changes: Partial<ReceivedEmail> = {}): ReceivedEmail {
  return {
    from: ['ann@example.org'],
    to: ['briefwire@example.org'],
    returnPath: 'ann@example.org',
    subject: 'list',
    text: '',
    inReplyTo: [],
    headers: new Map(),
    partTypes: ['text/plain'],
    ...changes,
  };
}

const withHeader = (name: string, ...values: string[]) =>
  anEmail({ headers: new Map([[name, values]]) });
const own = { addresses: ['briefwire@example.org'] };

describe('an email that a program sent is recognized', () => {
  it.each<[AutomaticReason, ReceivedEmail]>([
    ['auto-submitted', withHeader('auto-submitted', 'auto-replied; owner-email="a@b"')],
    ['bulk', withHeader('precedence', 'Bulk')],
    ['mailing-list', withHeader('list-id', '<x>')],
    ['response-suppressed', withHeader('x-auto-response-suppress', 'All')],
    ['response-suppressed', withHeader('x-autoreply', 'yes')],
    ['null-sender', anEmail({ returnPath: '' })],
    ['mail-system', anEmail({ from: ['MAILER-DAEMON@example.org'] })],
    ['own', anEmail({ from: ['Briefwire@example.org'] })],
    ['report', anEmail({ partTypes: ['multipart/report', 'message/disposition-notification'] })],
    ['calendar', anEmail({ partTypes: ['multipart/alternative', 'text/calendar'] })],
    ['out-of-office', anEmail({ subject: 'Automatic reply: Gaza aid' })],
    ['out-of-office', anEmail({ subject: 'Réponse automatique : Gaza' })],
    ['out-of-office', anEmail({ subject: 'Abwesenheitsnotiz' })],
    ['out-of-office', anEmail({ subject: 'Message d’absence' })],
    ['out-of-office', anEmail({ subject: 'الرد التلقائي: خبر' })],
    ['out-of-office', anEmail({ subject: '自动回复: heron' })],
    ['out-of-office', anEmail({ subject: 'Ich bin nicht im Büro' })],
    [
      'out-of-office',
      anEmail({ subject: 'Re: heron', text: 'Thank you.\n\nI am out of the office until 1 May.' }),
    ],
    ['report', anEmail({ subject: 'Undeliverable: heron' })],
    ['report', anEmail({ subject: 'Lu : heron' })],
    ['mail-system', anEmail({ from: ['no_reply@example.org'] })],
    ['response-suppressed', withHeader('x-failed-recipients', 'ann@example.org')],
    ['calendar', withHeader('content-class', 'urn:content-classes:calendarmessage')],
    ['loop', withHeader('received', ...Array(101).fill('from a'))],
  ])('as %s', (reason, email) => {
    expect(automaticReason(email, own)).toBe(reason);
  });
});

it('lets an email of a person through', () => {
  expect(automaticReason(anEmail(), own)).toBeUndefined();
  expect(automaticReason(withHeader('auto-submitted', 'no'), own)).toBeUndefined();
  expect(
    automaticReason(withHeader('received', ...Array(100).fill('from a')), own),
  ).toBeUndefined();
  const away = { subject: 'pause 2 weeks', text: 'I am out of the office until 1 May.' };
  expect(automaticReason(anEmail(away), own)).toBeUndefined();
  const { returnPath: _, ...unknownReturnPath } = anEmail();
  expect(automaticReason(unknownReturnPath, own)).toBeUndefined();
});
