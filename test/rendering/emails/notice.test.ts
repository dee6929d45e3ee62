import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { composeEmail } from '../../../lambdas/rendering/emails/compose-email';
import { renderNotice } from '../../../lambdas/rendering/emails/render-notice';
import type { NoticeView } from '../../../lambdas/rendering/emails/views';
import { aNoticeView } from '../../support/email-views';
import { linksIn, readableText } from '../../support/html-reading';
import { headerNames, headerValue } from '../../support/raw-email';

const { link: _, ...withoutLink } = aNoticeView();
const ABOUT: Record<NoticeView['about'], NoticeView> = {
  'manage-link': aNoticeView(),
  'change-address': aNoticeView({
    about: 'change-address',
    link: {
      url: 'https://briefwire.example/change-address?token=t',
      expiresAt: new Date('2023-11-09T06:12:00Z'),
    },
  }),
  'address-changed': { ...withoutLink, about: 'address-changed' },
};

/** The subject, and a date as it appears in the body. */
const EXPECTED = {
  'manage-link': {
    en: ['Your link to manage your subscription', '7 December 2023'],
    fr: ['Votre lien pour gérer votre abonnement', '7 décembre 2023'],
    de: ['Ihr Link zum Verwalten Ihres Abonnements', '7. Dezember 2023'],
    es: ['Su enlace para gestionar su suscripción', '7 de diciembre de 2023'],
    ar: ['رابط إدارة اشتراككم', 'ديسمبر'],
  },
  'change-address': {
    en: ['Confirm your new address', '9 November 2023'],
    fr: ['Confirmez votre nouvelle adresse', '9 novembre 2023'],
    de: ['Bestätigen Sie Ihre neue Adresse', '9. November 2023'],
    es: ['Confirme su nueva dirección', '9 de noviembre de 2023'],
    ar: ['تأكيد عنوانكم الجديد', 'نوفمبر'],
  },
  'address-changed': {
    en: ['Your address was changed', '7 November 2023'],
    fr: ['Votre adresse a été modifiée', '7 novembre 2023'],
    de: ['Ihre Adresse wurde geändert', '7. November 2023'],
    es: ['Su dirección ha cambiado', '7 de noviembre de 2023'],
    ar: ['تم تغيير عنوانكم', 'نوفمبر'],
  },
} as const;

const KINDS = ['manage-link', 'change-address', 'address-changed'] as const;
const CASES = KINDS.flatMap((about) =>
  WORDING_LANGUAGES.map((language) => [about, language] as const),
);

describe('an email about somebody’s account', () => {
  it.each(CASES)('%s is written in the subscriber’s language (%s)', (about, language) => {
    const { subject, html, text } = renderNotice({ ...ABOUT[about], language });
    const [expectedSubject, date] = EXPECTED[about][language];
    expect(subject).toBe(expectedSubject);
    for (const part of [readableText(html), text]) {
      expect(part).toContain(subject);
      expect(part).toContain(date);
      expect(part).toContain('Briefwire');
      expect(part).toContain('1 Example Street');
      expect(part).not.toMatch(/[\u2066-\u2069]/);
      if (language !== 'en') expect(part).not.toMatch(/\b(your|the|this|you)\b/i);
    }
    const direction = language === 'ar' ? 'rtl' : 'ltr';
    expect(html).toMatch(new RegExp(`<html[^>]* lang="${language}"[^>]* dir="${direction}"`));
    expect(html).not.toContain(`direction:${direction === 'rtl' ? 'ltr' : 'rtl'}`);
  });

  it.each(KINDS)('%s has the same links in both parts', (about) => {
    const view = ABOUT[about];
    const { html, text } = renderNotice(view);
    const links = linksIn(html).filter((link) => link.includes('token='));
    expect(new Set(links)).toEqual(new Set(view.link ? [view.link.url] : []));
    if (view.link) expect(text).toContain(view.link.url);
  });

  it('names the address, but not the new one to the owner of the former', () => {
    for (const about of ['change-address', 'address-changed'] as const) {
      expect(readableText(renderNotice(ABOUT[about]).html)).toContain('ada@reader.example');
    }
    expect(renderNotice(ABOUT['address-changed']).text.match(/@/g)).toHaveLength(1);
  });

  it.each(KINDS)('%s is no mailing list', async (about) => {
    const context = ABOUT[about];
    const raw = await composeEmail({ kind: 'account', context, rendered: renderNotice(context) });
    expect(headerNames(raw).filter((name) => name.startsWith('list-'))).toEqual([]);
    expect(headerValue(raw, 'Feedback-ID')).toBe('account:local:briefwire');
  });
});

describe('the logo', () => {
  const logo = { file: 'logo.png', path: '/assets/logo-1.png', width: 280, height: 50 };
  const notice = (type: 'image/png' | 'image/svg+xml') =>
    renderNotice(
      aNoticeView({ brand: { ...aNoticeView().brand, name: 'The Wire', logo: { ...logo, type } } }),
    ).html;

  it('is shown with its size and the name of the brand, if it is a PNG', () => {
    expect(notice('image/png')).toMatch(
      /<img src="https:\/\/briefwire\.example\/assets\/logo-1\.png" alt="The Wire" width="280" height="50"/,
    );
  });

  it('is replaced by the name if it is an SVG, which email programs do not show', () => {
    expect(notice('image/svg+xml')).not.toContain('<img');
    expect(readableText(notice('image/svg+xml'))).toContain('The Wire');
  });
});
