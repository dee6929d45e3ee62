import type { Brand } from '../../lambdas/domain/brand';
import type { Briefing } from '../../lambdas/domain/briefing';
import type { ManageView, TopicsView } from '../../lambdas/rendering/pages/manage/views';
import type {
  BriefingListItem,
  HomeView,
  SiteView,
} from '../../lambdas/rendering/pages/page-views';

export function aBrand(): Brand {
  return { name: 'Briefwire', accent: '#8a1c3a', accentDark: '#c98b9b' };
}

export function aSiteView(): SiteView {
  return {
    siteName: 'Briefwire',
    brand: aBrand(),
    now: '2026-01-31T09:00:00.000Z',
    path: '/',
    keepsLanguage: false,
    newsletters: [],
    siteUrl: 'https://briefwire.example/',
    postalAddress: '1 Example Street, 10115 Berlin, Germany',
    timeZone: 'Europe/Berlin',
    language: 'en',
  };
}

export function aWholeBriefing(changes: Partial<Briefing> = {}): Briefing {
  return {
    briefingId: 'trucks',
    title: 'Aid trucks through Rafah fall to about 30 a day',
    summary: 'Fewer lorries reached Gaza after Friday.',
    body: 'The first paragraph.\n\nThe second one.',
    url: 'https://news.example/trucks',
    source: 'ICARO Media Group',
    tags: ['middle-east'],
    language: 'en',
    publishedAt: '2023-11-07T06:12:00Z',
    ...changes,
  };
}

export function aListItem(changes: Partial<BriefingListItem> = {}): BriefingListItem {
  return { briefing: aWholeBriefing(), pageUrl: '/briefings/trucks', ...changes };
}

export function aHomeView(changes: Partial<HomeView> = {}): HomeView {
  return {
    ...aSiteView(),
    stamp: 'signed-time',
    form: {
      newsletters: [],
      email: '',
      expression: '',
      frequency: 'instant',
      timeZone: 'Europe/Berlin',
      hour: '7',
    },
    errors: {},
    guessesTimeZone: true,
    inboundAddress: 'alerts@in.example.org',
    suggestions: ['Gaza aid', 'Hezbollah'],
    briefings: [aListItem()],
    ...changes,
  };
}

/** What all manage pages show. */
export function aManageView(changes: Partial<ManageView> = {}): ManageView {
  return {
    ...aSiteView(),
    token: 'manage-token',
    subscriber: {
      subscriberId: 'ada',
      address: 'ada@reader.example',
      timeZone: 'Asia/Baghdad',
      hour: 7,
      createdAt: '2026-12-01T10:00:00.000Z',
    },
    errors: {},
    entered: {},
    ...changes,
  };
}

export function aTopicsView(changes: Partial<TopicsView> = {}): TopicsView {
  return {
    ...aManageView(),
    topics: [
      { topicId: 't1', expression: 'Gaza aid', topicUrl: '/topics/t1', frequency: 'instant' },
      { topicId: 't2', expression: 'Hezbollah', topicUrl: '/topics/t2', frequency: 'daily' },
    ],
    ...changes,
  };
}
