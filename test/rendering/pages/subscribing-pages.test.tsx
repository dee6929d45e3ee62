import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import type { ConfirmedView } from '../../../lambdas/rendering/pages/page-views';
import {
  renderAlreadyConfirmedPage,
  renderCheckInboxPage,
  renderConfirmedPage,
  renderConfirmPage,
} from '../../../lambdas/rendering/pages/subscribing-pages';
import { linksIn, readableText } from '../../support/html-reading';
import { aListItem, aSiteView } from '../../support/page-views';

const site = aSiteView();
const email = 'ada@reader.example';
const schedule = { frequency: 'weekly', hour: 8, timeZone: 'America/New_York' } as const;
const TAG = '<script>alert(1)</script>';

const aConfirmedPage = (changes: Partial<ConfirmedView> = {}) =>
  renderConfirmedPage({
    ...site,
    expressions: ['Gaza aid'],
    refused: [],
    schedule: { ...schedule, frequency: 'instant' },
    isSuppressed: false,
    manageUrl: '/manage?token=x',
    ...changes,
  });

describe('the page after the form', () => {
  it('says where the email went, for which topics, and how long its link works', () => {
    const text = readableText(
      renderCheckInboxPage({ ...site, email, expressions: ['Gaza aid', '*'] }),
    );
    expect(text).toContain(
      'We have sent an email to ada@reader.example. Open it and press the button to follow Gaza aid and every briefing.',
    );
    expect(text).toContain('works for 48 hours');
  });
});

describe('the page that asks for confirmation', () => {
  it('states the topics, the address, how often, the hour and the zone', () => {
    const html = renderConfirmPage({ ...site, token: 't', email, expressions: ['a b'], schedule });
    const text = readableText(html);
    expect(text).toContain('Topic a b');
    expect(text).toContain('Email address ada@reader.example');
    expect(text).toContain('In a weekly digest at 08:00 (America/New York)');
    expect(text).not.toContain('undefined');
  });

  it('names no hour for alerts, which come at once', () => {
    const instant = { ...schedule, frequency: 'instant' } as const;
    const page = { ...site, token: 't', email, expressions: ['a'], schedule: instant };
    const text = readableText(renderConfirmPage(page));
    expect(text).toContain('As soon as each briefing is published');
    expect(text).not.toContain('08:00');
  });

  it('has one button, and it posts the token', () => {
    const html = renderConfirmPage({ ...site, token: 'a"b', email, expressions: ['a'], schedule });
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).toContain('<form method="post" action="/confirm?token=a%22b">');
  });

  it('warns if not all topics can be followed', () => {
    const page = { ...site, token: 't', email, expressions: ['a'], schedule, warning: 'Too many.' };
    expect(readableText(renderConfirmPage(page))).toContain('Too many.');
  });
});

describe('the page of a link that was used', () => {
  it('offers a link by email instead of a link to manage', () => {
    const html = renderAlreadyConfirmedPage({ ...site, token: 't' });
    expect(html).toContain('<form method="post" action="/link?token=t">');
    expect(html).not.toContain('/manage');
  });
});

describe('the page after confirming', () => {
  it('says what is followed, when briefings are sent, and how to change it', () => {
    const html = aConfirmedPage();
    expect(readableText(html)).toContain('You follow Gaza aid.');
    expect(readableText(html)).toContain('As soon as each briefing is published');
    expect(linksIn(html)).toContain('/manage?token=x');
  });

  it('says which topics were refused, and why', () => {
    const refused = [{ expression: 'the of', reason: 'Add a name.' }];
    const text = readableText(aConfirmedPage({ expressions: [], refused }));
    expect(text).toContain('You cannot follow this topic');
    expect(text).toContain('You do not follow the of. Add a name.');
    expect(text).not.toContain('You are subscribed');
  });

  it('does not promise emails to an address that gets none', () => {
    const text = readableText(aConfirmedPage({ isSuppressed: true }));
    expect(text).toContain('we do not send you any');
    expect(text).not.toContain('As soon as');
  });

  it('shows what the topics would have matched', () => {
    const html = aConfirmedPage({ firstMatches: { days: 30, briefings: [aListItem()] } });
    expect(readableText(html)).toContain('received in the last 30 days');
    expect(linksIn(html)).toContain('/briefings/trucks');
    const none = readableText(aConfirmedPage({ firstMatches: { days: 30, briefings: [] } }));
    expect(none).toContain('Nothing in the last 30 days.');
  });
});

describe.each(WORDING_LANGUAGES)('the pages of a subscription in %s', (language) => {
  const view = { ...site, language };
  const pages = [
    renderCheckInboxPage({ ...view, email: TAG, expressions: [TAG] }),
    renderConfirmPage({ ...view, token: TAG, email: TAG, expressions: [TAG, 'b'], schedule }),
    renderAlreadyConfirmedPage({ ...view, token: TAG }),
    aConfirmedPage({ ...view, expressions: [TAG], refused: [{ expression: TAG, reason: 'R.' }] }),
  ];

  it('name their language and escape what people typed', () => {
    for (const html of pages) {
      expect(html).toContain(`<html lang="${language}"`);
      expect(html).not.toContain('<script>alert');
      expect(html).not.toMatch(/[\u2066-\u2069]/);
    }
  });

  it('isolate the direction of topics and addresses', () => {
    expect(pages[0]).toContain('<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>');
    expect(pages[1]).toMatch(/<bdi>(<strong>)?&lt;script&gt;/);
  });
});
