import fc from 'fast-check';
import { composeEmail } from '../../../lambdas/rendering/emails/compose-email';
import { renderAlert } from '../../../lambdas/rendering/emails/render-alert';
import { renderConfirm } from '../../../lambdas/rendering/emails/render-confirm';
import { renderDigest } from '../../../lambdas/rendering/emails/render-digest';
import type { AlertView } from '../../../lambdas/rendering/emails/views';
import { hostileText, hostileUrl } from '../../support/hostile-text';
import {
  aBriefingView,
  aConfirmView,
  aDigestView,
  anAlertView,
  aTopicLink,
} from '../../support/mail-views';
import { headerBlock, headerNames, headerValue, parsed } from '../../support/raw-mail';

const rawAlert = (changes: Partial<AlertView> = {}) => {
  const context = anAlertView(changes);
  return composeEmail({ kind: 'alert', context, rendered: renderAlert(context) });
};

const rawConfirm = () => {
  const context = aConfirmView();
  return composeEmail({ kind: 'confirm', context, rendered: renderConfirm(context) });
};

describe('a composed alert', () => {
  it('carries the headers of a mail to many, of which one can unsubscribe with one click', async () => {
    const raw = await rawAlert();
    expect(headerValue(raw, 'From')).toBe('Briefwire <briefings@briefwire.example>');
    expect(headerValue(raw, 'To')).toBe('ada@reader.example');
    expect(headerValue(raw, 'List-Unsubscribe')).toBe(
      '<https://briefwire.example/unsubscribe/one-click?token=one-click-token>',
    );
    expect(headerValue(raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(headerValue(raw, 'List-Id')).toBe('<alerts.briefwire.example>');
    expect(headerValue(raw, 'Auto-Submitted')).toBe('auto-generated');
    expect(headerValue(raw, 'Precedence')).toBe('list');
    expect(headerValue(raw, 'Content-Language')).toBe('en');
  });

  it('names kind, stage and sender to Gmail in at most four fields', async () => {
    expect(headerValue(await rawAlert({ stage: 'pro:d\r\nX: y' }), 'Feedback-ID')).toBe(
      'alert:pro-d--X--y:briefwire',
    );
  });

  it('is dated as told and identified by its delivery and the domain of the sender', async () => {
    const raw = await rawAlert({ deliveryId: 'alert#lebanese-border#ada' });
    expect(headerValue(raw, 'Date')).toBe('Tue, 07 Nov 2023 06:12:30 +0000');
    expect(headerValue(raw, 'Message-ID')).toBe(
      '<alert%23lebanese-border%23ada@briefwire.example>',
    );
  });

  it('is the same to the byte when composed again', async () => {
    expect((await rawAlert()).equals(await rawAlert())).toBe(true);
  });

  it('reads back as its subject, text and html', async () => {
    const context = anAlertView({ briefing: aBriefingView({ title: 'Erdoğan: «حزب الله» 😀' }) });
    const rendered = renderAlert(context);
    const mail = await parsed(await composeEmail({ kind: 'alert', context, rendered }));
    expect(mail.subject).toBe(rendered.subject);
    expect(mail.text?.trim()).toBe(rendered.text.trim());
    expect(mail.html?.trim()).toBe(rendered.html.trim());
  });

  it('is not cut short by a summary that looks like the border of its parts', async () => {
    const border = /boundary="([^"]+)"/.exec(headerBlock(await rawAlert()))?.[1] ?? '';
    // Without a source the text is all ASCII, which alone need not be encoded.
    const briefing = aBriefingView({ summary: `--${border}--`, source: '' });
    const raw = await rawAlert({ briefing });
    const mail = await parsed(raw);
    expect(mail.text).toContain(`--${border}--`);
    expect(mail.html).toContain('</html>');
  });

  it('is quoted-printable in both parts, whatever the script', async () => {
    const briefing = aBriefingView({
      title: 'حزب الله '.repeat(30),
      summary: 'تجدد القصف '.repeat(50),
    });
    const raw = (await rawAlert({ briefing })).toString('latin1');
    expect(raw.match(/^Content-Transfer-Encoding: .*$/gm)).toEqual([
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Transfer-Encoding: quoted-printable',
    ]);
  });

  it('encodes a subject of other letters than ASCII as RFC 2047 asks, in words of at most 75 characters', async () => {
    const title = 'تبادل كثيف لإطلاق النار على الحدود اللبنانية الجنوبية بين إسرائيل وحزب الله';
    const raw = await rawAlert({ briefing: aBriefingView({ title }) });
    expect(headerBlock(raw)).toMatch(/^[\x20-\x7e\r\n]*$/);
    const words = headerValue(raw, 'Subject')?.split(/\s+/) ?? [];
    for (const word of words.filter((candidate) => candidate.startsWith('=?'))) {
      expect(word).toMatch(/^=\?UTF-8\?[QB]\?[^?]+\?=$/i);
      expect(word.length).toBeLessThanOrEqual(75);
    }
    expect((await parsed(raw)).subject).toBe(`Hezbollah: ${title}`);
  });

  it('encodes the name of a sender that is not ASCII, and takes a bare address', async () => {
    const named = await rawAlert({ sender: 'Brève <a@b.example>' });
    expect(headerBlock(named)).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect((await parsed(named)).from).toMatchObject({ name: 'Brève', address: 'a@b.example' });
    expect(headerValue(await rawAlert({ sender: 'a@b.example' }), 'From')).toBe('a@b.example');
  });

  it('refuses a sender without an address', async () => {
    await expect(rawAlert({ sender: 'Briefwire' })).rejects.toThrow('sender must be an address');
  });

  it('takes the same identity with brackets or broken characters in the delivery id', async () => {
    expect(headerValue(await rawAlert({ deliveryId: '(a) \uD800b>' }), 'Message-ID')).toBe(
      '<%28a%29%20b%3E@briefwire.example>',
    );
  });

  it.each([
    '',
    'ada',
    'ada@reader.example, eve@evil.example',
    'ada@reader.example\r\nBcc: eve@evil.example',
    'Ada <ada@reader.example>',
    '"a b"@reader.example',
  ])('is refused for %j, which is not exactly one address', async (recipientAddress) => {
    await expect(rawAlert({ recipientAddress })).rejects.toThrow('exactly one address');
  });
});

describe('a composed confirmation', () => {
  it('is no mail of a list, so it has nothing to unsubscribe from', async () => {
    const names = headerNames(await rawConfirm());
    expect(names.filter((name) => name.startsWith('list-') || name === 'precedence')).toEqual([]);
    expect(names).toContain('auto-submitted');
  });
});

describe('a digest', () => {
  it('says in its headers that it is one', async () => {
    const context = aDigestView();
    const raw = await composeEmail({ kind: 'digest', context, rendered: renderDigest(context) });
    expect(headerValue(raw, 'Feedback-ID')).toBe('digest:local:briefwire');
    expect(headerNames(raw)).toContain('list-unsubscribe');
  });
});

describe('whatever a briefing, a topic or an address holds', () => {
  const hostileAlert = fc
    .record({
      title: hostileText(),
      summary: hostileText(),
      source: hostileText(),
      language: hostileText(),
      url: hostileUrl(),
      expression: hostileText(),
      deliveryId: hostileText(),
      listId: hostileText(),
    })
    .map(({ title, summary, source, language, url, expression, ...context }) =>
      anAlertView({
        ...context,
        briefing: aBriefingView({ title, summary, source, language, url }),
        topics: [{ ...aTopicLink('x'), expression, snippet: [{ text: summary, matched: true }] }],
      }),
    );

  it('the mail has the same headers, two parts, and lines that SMTP carries', async () => {
    const expected = headerNames(await rawAlert());
    await fc.assert(
      fc.asyncProperty(hostileAlert, async (context) => {
        const raw = await composeEmail({ kind: 'alert', context, rendered: renderAlert(context) });
        expect(headerNames(raw)).toEqual(expected);
        const lines = raw.toString('latin1').split('\r\n');
        expect(lines.filter((line) => /[\r\n\0]/.test(line))).toEqual([]);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
        const mail = await parsed(raw);
        expect(mail.bcc).toBeUndefined();
        expect(mail.attachments).toEqual([]);
        expect(mail.html?.trimEnd()).toMatch(/<\/html>$/);
      }),
    );
  });
});
