import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { composeEmail } from '../../../lambdas/rendering/emails/compose-email';
import { groupByTopic } from '../../../lambdas/rendering/emails/group-by-topic';
import { renderAlert } from '../../../lambdas/rendering/emails/render-alert';
import { renderConfirm } from '../../../lambdas/rendering/emails/render-confirm';
import { renderDigest } from '../../../lambdas/rendering/emails/render-digest';
import { shortTopic } from '../../../lambdas/rendering/emails/short-topic';
import {
  aBriefingView,
  aConfirmView,
  aDigestView,
  anAlertView,
  manyMatches,
} from '../../support/email-views';
import { readableText } from '../../support/html-reading';
import { headerBlock, parsed } from '../../support/raw-email';

const digestOn = (count: number, language: (typeof WORDING_LANGUAGES)[number] = 'en') =>
  renderDigest(
    aDigestView({
      language,
      groups: groupByTopic(
        manyMatches(
          count,
          Array.from({ length: count }, (_, index) => `topic ${index + 1}`),
        ),
      ),
    }),
  );

describe('emails in every language', () => {
  it.each([
    ['en', 'You get this because you follow Hezbollah on Briefwire.', 'ltr'],
    ['fr', 'Vous recevez cet e-mail parce que vous suivez Hezbollah sur Briefwire.', 'ltr'],
    ['de', 'weil Sie auf Briefwire Folgendem folgen: Hezbollah.', 'ltr'],
    ['es', 'Recibe este correo porque sigue Hezbollah en Briefwire.', 'ltr'],
    ['ar', 'تصلكم هذه الرسالة بسبب متابعتكم Hezbollah عبر Briefwire.', 'rtl'],
  ] as const)('say why they were sent (%s)', (language, reason, direction) => {
    const { html, text } = renderAlert(anAlertView({ language }));
    expect(readableText(html)).toContain(reason);
    expect(text).toContain(reason);
    expect(html).toMatch(new RegExp(`<html[^>]* lang="${language}"[^>]* dir="${direction}"`));
    expect(html).not.toContain(`direction:${direction === 'rtl' ? 'ltr' : 'rtl'}`);
    expect(html).toContain(`text-align:${direction === 'rtl' ? 'right' : 'left'}`);
  });

  it('have their own subjects and words', () => {
    for (const render of [
      (language: (typeof WORDING_LANGUAGES)[number]) => renderConfirm(aConfirmView({ language })),
      (language: (typeof WORDING_LANGUAGES)[number]) => digestOn(7, language),
    ]) {
      const emails = WORDING_LANGUAGES.map(render);
      expect(new Set(emails.map(({ subject }) => subject)).size).toBe(WORDING_LANGUAGES.length);
      for (const { html } of emails.slice(1)) {
        expect(readableText(html)).not.toMatch(/Unsubscribe|because|If this was not you/);
      }
    }
  });
});

describe('a digest on many topics', () => {
  it.each([
    [1, 'follow topic 1 on'],
    [2, 'follow topic 1 and topic 2 on'],
    [6, 'follow topic 1, topic 2, topic 3, topic 4, topic 5 and topic 6 on'],
    [7, 'follow topic 1, topic 2, topic 3, topic 4, topic 5 and 2 more topics on'],
    [40, 'follow topic 1, topic 2, topic 3, topic 4, topic 5 and 35 more topics on'],
  ])('names %d as its reason, in both parts', (count, reason) => {
    const { text, html } = digestOn(count);
    expect(text).toContain(`because you ${reason} Briefwire.`);
    expect(readableText(html).replace(/ (?=[,.])/g, '')).toContain(
      `because you ${reason} Briefwire.`,
    );
  });

  it('opens with its topics, with links and counts, if there are more than five', () => {
    const { html, text } = digestOn(6);
    expect(html).toMatch(/href="#topic-6"[\s\S]* id="topic-6"/);
    expect(text).toContain('In this email\n- topic 1 (1 briefing)\n');
    expect(readableText(html)).toContain('topic 6 1 briefing');
    expect(digestOn(5).html + digestOn(5).text).not.toContain('In this email');
    expect(digestOn(40).text.match(/^- topic \d+ \(1 briefing\)$/gm)).toHaveLength(40);
  });
});

describe('the links of an alert', () => {
  it('are as many as it has something to stop', () => {
    const { text } = renderAlert(
      anAlertView({
        muteUrl: 'https://briefwire.example/mute?token=m',
        unsubscribeTopicUrl: 'https://briefwire.example/unsubscribe?token=t',
      }),
    );
    expect(text).toContain('No more on this story: https://briefwire.example/mute?token=m');
    expect(text).toContain(
      'Unsubscribe from this topic: https://briefwire.example/unsubscribe?token=t',
    );
    expect(renderAlert(anAlertView()).text).not.toContain('this topic:');
  });
});

describe('what a stranger typed', () => {
  it('reaches the owner of an address in at most 60 characters and without links', () => {
    expect(shortTopic('Gaza aid')).toBe('Gaza aid');
    expect(shortTopic('see https://evil.example/login')).toBe('see https[:]//evil[.]example/login');
    expect(Array.from(shortTopic('word '.repeat(40))).length).toBeLessThanOrEqual(60);
    const { html, text, subject } = renderConfirm(
      aConfirmView({ expressions: [`Your account is locked www.evil.example ${'x'.repeat(99)}`] }),
    );
    expect(html + text + subject).not.toMatch(/evil\.example|x{40}/);
  });
});

describe('a subject that looks encoded', () => {
  it.each(['=?utf-8?B?4oCuZXZpbA0K?=', 'é =?utf-8?Q?=0D=0ABcc:=20x@y.example?= ü'])(
    'arrives as it was written: %s',
    async (title) => {
      const context = anAlertView({ briefing: aBriefingView({ title }) });
      const rendered = renderAlert(context);
      const raw = await composeEmail({ kind: 'alert', context, rendered });
      expect(rendered.subject).toContain(title);
      expect((await parsed(raw)).subject).toBe(rendered.subject);
      expect(headerBlock(raw)).not.toContain('4oCuZXZpbA0K');
      expect(headerBlock(raw)).not.toMatch(/^Bcc/m);
    },
  );
});
