import PostalMime from 'postal-mime';
import { createEmailWriter } from '../../lambdas/rendering/email-writer';
import { sitePages } from '../../lambdas/rendering/site-pages';
import { aBrand } from '../support/page-views';

const writer = createEmailWriter(
  {
    siteName: 'Example Briefings',
    brand: aBrand(),
    sender: 'Desk <desk@example.org>',
    postalAddress: '1 Example Street',
    stage: 'test',
    newsletters: [],
  },
  sitePages('https://site.example'),
  async (purpose) => purpose.charAt(0),
  () => '2026-01-31T09:00:00.000Z',
);

const subscriber = {
  subscriberId: 's1',
  address: 'ann@example.org',
  timeZone: 'UTC',
  hour: 8,
  createdAt: '2026-01-01T00:00:00.000Z',
};
const briefing = {
  briefingId: 'trucks',
  title: 'Trucks',
  summary: 'Thirty a day.',
  language: 'en',
  publishedAt: '2026-01-31T08:00:00.000Z',
};
const topic = { topicId: 't1', expression: 'trucks', snippet: [{ text: 'Trucks', matched: true }] };

async function textsOfEmailsAbout(url: string | undefined): Promise<string[]> {
  const shown = { ...briefing, ...(url === undefined ? {} : { url }) };
  const emails = [
    await writer.alert({ deliveryId: 'a', subscriber, briefing: shown, topics: [topic] }),
    await writer.digest({
      deliveryId: 'd',
      subscriber,
      frequency: 'daily',
      matches: [{ ...topic, briefing: shown }],
      periodStart: '2026-01-30T08:00:00.000Z',
      periodEnd: '2026-01-31T08:00:00.000Z',
    }),
    await writer.gathered({
      deliveryId: 'g',
      subscriber,
      isRestOfDay: false,
      unlisted: 0,
      matches: [{ ...topic, briefing: shown }],
      periodStart: '2026-01-31T07:45:00.000Z',
      periodEnd: '2026-01-31T08:00:00.000Z',
    }),
  ];
  return Promise.all(emails.map(async ({ raw }) => (await PostalMime.parse(raw)).text ?? ''));
}

describe('an email about a briefing', () => {
  it('links to the publisher’s URL', async () => {
    for (const text of await textsOfEmailsAbout('https://news.example/trucks')) {
      expect(text).toContain('https://news.example/trucks');
      expect(text).not.toContain('/briefings/trucks');
    }
  });

  it.each([
    ['is missing', undefined],
    ['poses as another host', 'https://bank.example@evil.example/'],
    ['is too long to link to', `https://news.example/${'ü'.repeat(1_900)}`],
  ])('links to our page if the publisher’s URL %s', async (_what, url) => {
    for (const text of await textsOfEmailsAbout(url)) {
      expect(text).toContain('https://site.example/briefings/trucks');
    }
  });
});
