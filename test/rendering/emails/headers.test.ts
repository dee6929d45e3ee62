import { composeEmail, type EmailToCompose } from '../../../lambdas/rendering/emails/compose-email';
import { renderAlert } from '../../../lambdas/rendering/emails/render-alert';
import { renderConfirm } from '../../../lambdas/rendering/emails/render-confirm';
import { renderDigest } from '../../../lambdas/rendering/emails/render-digest';
import { renderNotice } from '../../../lambdas/rendering/emails/render-notice';
import {
  aBriefingView,
  aConfirmView,
  aDigestView,
  aNoticeView,
  anAlertView,
  aTopicLink,
} from '../../support/email-views';
import { headerBlock, headerNames, headerValue, parsed } from '../../support/raw-email';

/** A bidi override, an isolate, and a line break with a header. */
const HOSTILE = 'a\u202Eb\u2066c\r\nBcc: eve@evil.example\r\n\r\n<p>';
const BIDI = /[\u202A-\u202E\u2066-\u2069]/;
const LOOKS_ENCODED = ['=?utf-8?B?4oCuZXZpbA0K?=', 'é =?utf-8?Q?=0D=0ABcc:=20x@y.example?= ü'];

const context = {
  siteName: HOSTILE,
  sender: `"${HOSTILE}" <desk@briefwire.example>`,
  deliveryId: HOSTILE,
  listId: HOSTILE,
  stage: HOSTILE,
  oneClickUrl: `https://briefwire.example/u?token=${HOSTILE}`,
};
const hostileEmails = (): EmailToCompose[] => {
  const alert = anAlertView({
    ...context,
    briefing: aBriefingView({ title: HOSTILE, language: HOSTILE }),
    topics: [{ ...aTopicLink('x'), expression: HOSTILE, snippet: [] }],
  });
  const digest = aDigestView({
    ...context,
    groups: aDigestView().groups.map((group) => ({
      ...group,
      topic: { ...group.topic, expression: HOSTILE },
    })),
  });
  const gathered = {
    ...digest,
    occasion: { kind: 'gathered', isRestOfDay: false, unlisted: 0 } as const,
  };
  const confirm = aConfirmView({ ...context, expressions: [HOSTILE] });
  const notice = aNoticeView(context);
  return [
    { kind: 'alert', context: alert, rendered: renderAlert(alert) },
    { kind: 'digest', context: digest, rendered: renderDigest(digest) },
    { kind: 'gathered', context: gathered, rendered: renderDigest(gathered) },
    { kind: 'confirm', context: confirm, rendered: renderConfirm(confirm) },
    { kind: 'account', context: notice, rendered: renderNotice(notice) },
  ];
};

describe('the headers of an email', () => {
  it.each(hostileEmails().map((email) => [email.kind, email] as const))(
    'hold neither bidi overrides nor other headers, whatever the text (%s)',
    async (_kind, email) => {
      const raw = await composeEmail(email);
      expect(headerBlock(raw)).toMatch(/^[\x20-\x7e\r\n\t]*$/);
      expect(headerNames(raw)).not.toContain('bcc');
      expect(new Set(headerNames(raw)).size).toBe(headerNames(raw).length);
      const { headers, subject = '', from, to, bcc } = await parsed(raw);
      expect(bcc).toBeUndefined();
      expect(to).toEqual([{ name: '', address: 'ada@reader.example' }]);
      expect(from?.address).toBe('desk@briefwire.example');
      for (const value of [subject, from?.name ?? '', ...headers.map((header) => header.value)]) {
        expect(value).not.toMatch(BIDI);
      }
    },
  );

  it('let one unsubscribe from gathered alerts with one click', async () => {
    const view = aDigestView({ occasion: { kind: 'gathered', isRestOfDay: true, unlisted: 2 } });
    const raw = await composeEmail({
      kind: 'gathered',
      context: view,
      rendered: renderDigest(view),
    });
    expect(headerValue(raw, 'List-Unsubscribe')).toBe(`<${view.oneClickUrl}>`);
    expect(headerValue(raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(headerValue(raw, 'List-Id')).toBe('<alerts.briefwire.example>');
    expect(headerValue(raw, 'Feedback-ID')).toBe('gathered:local:briefwire');
  });

  it.each(LOOKS_ENCODED)(
    'show a sender’s name that looks encoded as it was written: %s',
    async (name) => {
      const view = anAlertView({ sender: `"${name}" <desk@briefwire.example>` });
      const raw = await composeEmail({ kind: 'alert', context: view, rendered: renderAlert(view) });
      expect((await parsed(raw)).from).toMatchObject({ name, address: 'desk@briefwire.example' });
      expect(headerBlock(raw)).not.toMatch(/4oCuZXZpbA0K|Q\?=0D/);
      expect(headerNames(raw).filter((header) => header === 'from')).toHaveLength(1);
    },
  );

  it.each(LOOKS_ENCODED)('show a topic that looks encoded as it was written: %s', async (topic) => {
    const view = anAlertView({ topics: [{ ...aTopicLink('x'), expression: topic, snippet: [] }] });
    const rendered = renderAlert(view);
    const raw = await composeEmail({ kind: 'alert', context: view, rendered });
    expect(rendered.subject).toContain(topic);
    expect((await parsed(raw)).subject).toBe(rendered.subject);
    for (const line of headerBlock(raw).split('\r\n')) {
      if (/=\?UTF-8\?/i.test(line)) expect(line.length).toBeLessThanOrEqual(100);
    }
  });
});
