import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { renderAbsencePage } from '../../../lambdas/rendering/pages/manage/absence-page';
import {
  renderAddressChangedPage,
  renderAddressUnavailablePage,
  renderChangeAddressPage,
  renderErasedPage,
  renderGonePage,
} from '../../../lambdas/rendering/pages/manage/account-answers';
import { renderAccountPage } from '../../../lambdas/rendering/pages/manage/account-page';
import {
  renderMutedPage,
  renderMutePage,
  renderNothingToMutePage,
  renderUnmutedPage,
} from '../../../lambdas/rendering/pages/manage/mute-pages';
import { renderSentPage } from '../../../lambdas/rendering/pages/manage/sent-page';
import { renderSettingsPage } from '../../../lambdas/rendering/pages/manage/settings-page';
import { renderTopicEditorPage } from '../../../lambdas/rendering/pages/manage/topic-editor-page';
import { renderTopicsPage } from '../../../lambdas/rendering/pages/manage/topics-page';
import { linksIn, readableText, tagsIn } from '../../support/html-reading';
import { aManageView, aSiteView, aTopicsView, aWholeBriefing } from '../../support/page-views';
import { aPreview, aRefusedPreview } from '../../support/previews';

const SENT = {
  emails: [
    {
      deliveryId: 'd2',
      sentAt: '2026-12-02T10:00:00.000Z',
      subject: { kind: 'alert', briefingId: 'b', title: 'Aid <trucks>' },
      topics: ['Gaza aid', 'Hezbollah'],
      formerTopics: 0,
      pageUrl: '/briefings/b',
    },
    {
      deliveryId: 'd1',
      sentAt: '2026-12-01T10:00:00.000Z',
      subject: { kind: 'digest', frequency: 'weekly', briefings: 12 },
      topics: ['*'],
      formerTopics: 2,
    },
  ],
  next: 'd1',
} as const;
const { briefingId, title, summary, language, publishedAt } = aWholeBriefing();
const EXPLAINED = {
  outcome: 'explained',
  briefing: { briefingId, title, summary, language, publishedAt },
  isSuppressed: false,
  topics: [
    {
      topicId: 't1',
      expression: 'Gaza aid',
      frequency: 'instant',
      decision: { outcome: 'sent', at: '2026-12-02T10:00:00.000Z', in: 'alert' },
    },
    {
      topicId: 't2',
      expression: 'Gaza ceasefire -football',
      frequency: 'daily',
      decision: { outcome: 'missed', missing: ['ceasefire', 'truce'], excluded: ['football'] },
    },
  ],
} as const;

/** Without the spaces that stand for the ends of elements. */
const textOf = (html: string) => readableText(html).replace(/ (?=[.,])/g, '');
const mutable = <T,>(value: T) => structuredClone(value) as never;
const pagesIn = (wordingLanguage: (typeof WORDING_LANGUAGES)[number]): [string, string][] => {
  const site = { ...aSiteView(), language: wordingLanguage };
  const view = aManageView({ language: wordingLanguage });
  const topics = aTopicsView({ language: wordingLanguage });
  const [topic] = topics.topics;
  if (!topic) throw new Error('There is no topic.');
  const editor = { ...view, expression: 'Gaza', frequency: 'daily' as const };
  return [
    ['topics', renderTopicsPage(topics)],
    ['topic', renderTopicEditorPage({ ...editor, topic })],
    ['new topic', renderTopicEditorPage(editor)],
    ['settings', renderSettingsPage(view)],
    ['sent', renderSentPage({ ...view, ...(structuredClone(SENT) as object as { emails: [] }) })],
    ['absence', renderAbsencePage({ ...view, url: 'x', found: mutable(EXPLAINED) })],
    ['account', renderAccountPage(view)],
    ['mute', renderMutePage({ ...site, title: 'Fire', token: 'x' })],
    ['muted', renderMutedPage({ ...site, title: 'Fire', token: 'x' })],
    ['unmuted', renderUnmutedPage({ ...site, title: 'Fire', token: 'x' })],
    ['nothing to mute', renderNothingToMutePage({ ...site, token: 'x' })],
    ['erased', renderErasedPage(site)],
    ['gone', renderGonePage(site)],
    ['change address', renderChangeAddressPage({ ...site, address: 'a@b.example' })],
    [
      'address changed',
      renderAddressChangedPage({
        ...site,
        token: 'x',
        address: 'a@b.example',
        manageUrl: '/manage?token=x',
      }),
    ],
    [
      'address changed before',
      renderAddressChangedPage({ ...site, token: 'x', address: 'a@b.example' }),
    ],
    ['address unavailable', renderAddressUnavailablePage(site)],
  ];
};
const pageOf = (name: string, html = new Map(pagesIn('en'))) => html.get(name) ?? '';

describe.each(WORDING_LANGUAGES)('the manage pages in %s', (wordingLanguage) => {
  it.each(pagesIn(wordingLanguage))('%s: are complete documents and valid', (_, html) => {
    expect(html).toMatch(new RegExp(`^<!doctype html>\n<html lang="${wordingLanguage}"`));
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(tagsIn(html)).toEqual(expect.arrayContaining(['header', 'nav', 'main', 'footer']));
    expect(html).not.toMatch(/\sstyle=|\son\w+=|undefined|\[object/);
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const fields = [
      ...html.matchAll(/<(?:select|input type="(?:text|email|checkbox|date)")[^>]*\sid="([^"]*)"/g),
    ];
    for (const [, id] of fields) expect(html).toContain(`for="${id}"`);
  });
});

it('dates a briefing that was looked up in the language of the page', () => {
  expect(readableText(pageOf('absence', new Map(pagesIn('fr'))))).toContain('7 novembre 2023');
});

/** The fields and buttons of each form, with the values of those that have one. */
const formsIn = (html: string) =>
  [...html.matchAll(/<form method="post">.*?<\/form>/gs)].map(([form]) =>
    [...form.matchAll(/name="(\w+)"(?: value="([^"]*)")?/g)].map(([, name, value]) =>
      value === undefined ? name : `${name}=${value}`,
    ),
  );

describe('the page of topics', () => {
  const html = renderTopicsPage(aTopicsView());

  it('posts each change to its own address, which has the token', () => {
    expect(formsIn(html)).toEqual([
      ...['t1', 't2'].map((topicId) => [
        `topicId=${topicId}`,
        'frequency',
        'action=set-frequency',
        'action=open-topic',
        'action=stop',
      ]),
      ['expression=', 'frequency', 'action=preview-topic', 'action=add-topic'],
      ['action=send-digest'],
      ['until=', 'action=pause'],
      ['action=stop-everything'],
    ]);
  });

  it('lets someone whose emails are paused end the pause or choose another day', () => {
    const view = aTopicsView();
    const pausedUntil = new Date(Date.parse(view.now) + 5 * 86_400_000).toISOString();
    const paused = renderTopicsPage({ ...view, subscriber: { ...view.subscriber, pausedUntil } });
    const forms = formsIn(paused).filter((fields) => /pause|resume/.test(fields.join(' ')));
    expect(forms).toEqual([['action=resume'], ['until=', 'action=pause']]);
    expect(textOf(paused)).toContain('Change the date');
    expect(textOf(html)).not.toContain('Change the date');
  });

  it('names the topic of each button for screen readers', () => {
    const plain = html.replace(/[\u2068\u2069]/g, '');
    expect(plain).toContain('aria-label="Stop following Gaza aid"');
    expect(plain).toContain('aria-label="Edit Hezbollah"');
  });

  it('folds up long lists', () => {
    const topics = Array.from({ length: 30 }, (_, number) => ({
      topicId: `t${number}`,
      expression: `topic${number}`,
      topicUrl: `/topics/t${number}`,
      frequency: 'daily' as const,
    }));
    expect(textOf(renderTopicsPage(aTopicsView({ topics })))).toContain('18 more topics');
  });

  it('says when no topics are followed, and then offers no unsubscribing', () => {
    const none = renderTopicsPage(aTopicsView({ topics: [] }));
    expect(textOf(none)).toContain('You do not follow any topics');
    expect(none).not.toContain('stop-everything');
  });

  it('shows what was changed and what was refused, with what was entered', () => {
    expect(renderTopicsPage(aTopicsView({ notice: 'Saved.' }))).toMatch(/role="status"><p>Saved\./);
    const refused = renderTopicsPage(
      aTopicsView({ errors: { expression: 'Add a name.' }, entered: { expression: 'the of' } }),
    );
    expect(refused).toContain('<a href="#expression">Add a name.</a>');
    expect(refused).toContain('value="the of"');
  });

  it('says that an address is not emailed any more', () => {
    const { subscriber } = aManageView();
    const suppressed = { reason: 'bounce' as const, at: '2026-12-01T10:00:00.000Z' };
    const page = renderTopicsPage(aTopicsView({ subscriber: { ...subscriber, suppressed } }));
    expect(textOf(page)).toContain('We do not send emails to ada@reader.example');
  });
});

describe('the page of sent emails', () => {
  it('gives the subject and the reason of each, and links to older ones', () => {
    const text = textOf(pageOf('sent'));
    expect(text).toContain('Alert: Aid <trucks>');
    expect(text).toContain('You got it because you follow Gaza aid and Hezbollah.');
    expect(text).toContain('Weekly digest');
    expect(text).toContain('12 briefings');
    expect(text).toContain(
      'You got it because you follow every briefing, and because of 2 topics that you no longer follow.',
    );
    expect(linksIn(pageOf('sent'))).toContain('/manage/sent?token=manage-token&after=d1');
  });

  it.each([
    ['follow', 'Confirmation of a topic', 'asked to follow it'],
    ['manage-link', 'Link to manage your subscription', 'someone who entered your address'],
    ['change-address', 'Confirmation of a new address', 'You asked to move to that address'],
    ['address-changed', 'Notice that your address was changed', 'we told the former one'],
  ] as const)('says why an email about the account was sent: %s', (about, subject, reason) => {
    const email = { deliveryId: 'd3', sentAt: '2026-12-02T10:00:00.000Z', topics: [] };
    const emails = [{ ...email, formerTopics: 0, subject: { kind: 'account' as const, about } }];
    const text = textOf(renderSentPage({ ...aManageView(), emails }));
    expect(text).toContain(subject);
    expect(text).toContain(reason);
    expect(text).not.toContain('not recorded');
  });
});

describe('the page that explains an absence', () => {
  it('says which topics it was sent for, and which words decided', () => {
    const text = textOf(pageOf('absence'));
    expect(text).toContain('We sent it to you in an alert: 2 December 2026, 13:00 (Asia/Baghdad).');
    expect(text).toContain('It does not contain ceasefire or truce.');
    expect(text).toContain('It contains football, which you excluded.');
  });
});

describe('the page about address and data', () => {
  it('erases only if the box is ticked, and says so beside the box', () => {
    expect(formsIn(pageOf('account')).at(-1)).toEqual(['confirm=yes', 'action=erase']);
    const again = renderAccountPage(aManageView({ errors: { confirm: 'Tick the box.' } }));
    expect(again).toContain('<a href="#confirm">Tick the box.</a>');
    expect(again).toContain('<details open');
  });
});

it('shows what a topic would have matched in the form that follows it, with the box to accept a broad one', () => {
  const html = renderTopicEditorPage({
    ...aManageView({ errors: { acceptBroad: 'Tick the box.' } }),
    expression: 'news',
    frequency: 'daily',
    preview: {
      previewed: { outcome: 'previewed', preview: aPreview({ breadth: 'too-broad', share: 0.6 }) },
      acceptsBroad: false,
      briefingHref: (id) => `/briefings/${id}`,
    },
  });
  expect(html).toMatch(/<form.*60% of all briefings.*name="acceptBroad" value="news".*<\/form>/s);
  expect(html).toContain('<a href="#acceptBroad">Tick the box.</a>');
  // Without scripts Enter presses the first button, which shows; with them, the script shows at once.
  expect(html.indexOf('value="preview-topic"')).toBeLessThan(html.indexOf('value="add-topic"'));
  expect(html).toMatch(/<script type="module"/);
});

it('says once beside the field, and not again as a preview, why a topic is refused', () => {
  const html = renderTopicEditorPage({
    ...aManageView({ errors: { expression: 'Add a name.' } }),
    expression: 'the',
    frequency: 'daily',
    preview: aRefusedPreview(),
  });
  expect(html).toContain('<div id="preview"></div>');
});
