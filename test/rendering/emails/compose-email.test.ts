import fc from 'fast-check';
import { composeEmail } from '../../../lambdas/rendering/emails/compose-email';
import { renderAlert } from '../../../lambdas/rendering/emails/render-alert';
import { renderAnswer } from '../../../lambdas/rendering/emails/render-answer';
import { renderConfirm } from '../../../lambdas/rendering/emails/render-confirm';
import { renderDigest } from '../../../lambdas/rendering/emails/render-digest';
import type { AlertView } from '../../../lambdas/rendering/emails/views';
import {
  aBriefingView,
  aConfirmView,
  aDigestView,
  anAlertView,
  anAnswerView,
  aTopicLink,
} from '../../support/email-views';
import { hostileText, hostileUrl } from '../../support/hostile-text';
import { headerBlock, headerNames, headerValue, parsed } from '../../support/raw-email';

const rawAlert = (changes: Partial<AlertView> = {}) => {
  const context = anAlertView(changes);
  return composeEmail({ kind: 'alert', context, rendered: renderAlert(context) });
};

const rawConfirm = () => {
  const context = aConfirmView();
  return composeEmail({ kind: 'confirm', context, rendered: renderConfirm(context) });
};

describe('an email that answers one', () => {
  const rawAnswer = (messageId: string, references: string[]) => {
    const context = anAnswerView({
      thread: { messageId, references },
      replyTo: 'alerts@in.example.org',
      pending: [{ kind: 'list' }],
    });
    return composeEmail({ kind: 'account', context, rendered: renderAnswer(context) });
  };

  it('names it, says that a program wrote it, and takes replies as commands', async () => {
    const raw = await rawAnswer('<b@x.example>', ['<a@x.example>', '<b@x.example>']);
    expect(headerValue(raw, 'In-Reply-To')).toBe('<b@x.example>');
    expect(headerValue(raw, 'References')).toBe('<a@x.example> <b@x.example>');
    expect(headerValue(raw, 'Auto-Submitted')).toBe('auto-replied');
    expect(headerValue(raw, 'Reply-To')).toBe('alerts@in.example.org');
  });

  it.each([
    '<a@x.example>\r\nBcc: <victim@y.example>',
    '<a b@x.example>',
    '<a@x.example><b@y.example>',
    '<\u202ea@x.example>',
    `<${'a'.repeat(300)}@x.example>`,
    'a@x.example',
  ])('repeats nothing that only looks like a name of it: %j', async (forged) => {
    const raw = await rawAnswer(forged, [forged, '<a@x.example>']);
    expect(headerNames(raw).map((name) => name.toLowerCase())).not.toContain('bcc');
    expect(headerNames(raw).map((name) => name.toLowerCase())).not.toContain('in-reply-to');
    expect(headerValue(raw, 'References')).toBe('<a@x.example>');
  });
});

describe('a composed alert', () => {
  it('has the headers of a mailing list with one-click unsubscribing', async () => {
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

  it('gives Gmail its kind, stage and sender in at most four fields', async () => {
    expect(headerValue(await rawAlert({ stage: 'pro:d\r\nX: y' }), 'Feedback-ID')).toBe(
      'alert:pro-d--X--y:briefwire',
    );
  });

  it('has the given date, and an id made of its delivery and the sender’s domain', async () => {
    const raw = await rawAlert({ deliveryId: 'alert#lebanese-border#ada' });
    expect(headerValue(raw, 'Date')).toBe('Tue, 07 Nov 2023 06:12:30 +0000');
    expect(headerValue(raw, 'Message-ID')).toBe(
      '<alert%23lebanese-border%23ada@briefwire.example>',
    );
  });

  it('is identical, byte for byte, if composed again', async () => {
    expect((await rawAlert()).equals(await rawAlert())).toBe(true);
  });

  it('is parsed to the same subject, text and HTML', async () => {
    const context = anAlertView({ briefing: aBriefingView({ title: 'Erdoğan: «حزب الله» 😀' }) });
    const rendered = renderAlert(context);
    const email = await parsed(await composeEmail({ kind: 'alert', context, rendered }));
    expect(email.subject).toBe(rendered.subject);
    expect(email.text?.trim()).toBe(rendered.text.trim());
    expect(email.html?.trim()).toBe(rendered.html.trim());
  });

  it('is not cut off by a summary that looks like its MIME boundary', async () => {
    const boundary = /boundary="([^"]+)"/.exec(headerBlock(await rawAlert()))?.[1] ?? '';
    // Without a source the text is ASCII only, which a composer may leave unencoded.
    const briefing = aBriefingView({ summary: `--${boundary}--`, source: '' });
    const raw = await rawAlert({ briefing });
    const email = await parsed(raw);
    expect(email.text).toContain(`--${boundary}--`);
    expect(email.html).toContain('</html>');
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

  it('encodes a subject that is not ASCII as RFC 2047 requires, in words of at most 75 characters', async () => {
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

  it('encodes a sender’s name that is not ASCII, and accepts an address without a name', async () => {
    const named = await rawAlert({ sender: 'Brève <a@b.example>' });
    expect(headerBlock(named)).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect((await parsed(named)).from).toMatchObject({ name: 'Brève', address: 'a@b.example' });
    expect(headerValue(await rawAlert({ sender: 'a@b.example' }), 'From')).toBe('a@b.example');
  });

  it('refuses a sender without an address', async () => {
    await expect(rawAlert({ sender: 'Briefwire' })).rejects.toThrow('sender must be an address');
  });

  it('percent-encodes special characters and drops broken ones from the delivery id', async () => {
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
  ])(
    'is refused if the recipient is %j, which is not exactly one address',
    async (recipientAddress) => {
      await expect(rawAlert({ recipientAddress })).rejects.toThrow('exactly one address');
    },
  );
});

describe('a composed confirmation', () => {
  it('has no mailing list headers, because there is nothing to unsubscribe from', async () => {
    const names = headerNames(await rawConfirm());
    expect(names.filter((name) => name.startsWith('list-') || name === 'precedence')).toEqual([]);
    expect(names).toContain('auto-submitted');
  });
});

describe('a digest', () => {
  it('names its kind in its headers', async () => {
    const context = aDigestView();
    const raw = await composeEmail({ kind: 'digest', context, rendered: renderDigest(context) });
    expect(headerValue(raw, 'Feedback-ID')).toBe('digest:local:briefwire');
    expect(headerNames(raw)).toContain('list-unsubscribe');
  });
});

describe('with any text in a briefing, a topic or an id', () => {
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

  it('an email has the same headers, two parts, and lines that SMTP allows', async () => {
    const expected = headerNames(await rawAlert());
    await fc.assert(
      fc.asyncProperty(hostileAlert, async (context) => {
        const raw = await composeEmail({ kind: 'alert', context, rendered: renderAlert(context) });
        expect(headerNames(raw)).toEqual(expected);
        const lines = raw.toString('latin1').split('\r\n');
        expect(lines.filter((line) => /[\r\n\0]/.test(line))).toEqual([]);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
        const email = await parsed(raw);
        expect(email.bcc).toBeUndefined();
        expect(email.attachments).toEqual([]);
        expect(email.html?.trimEnd()).toMatch(/<\/html>$/);
      }),
    );
  });
});
