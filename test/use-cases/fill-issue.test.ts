import type { BriefingsQuery } from '../../lambdas/domain/newsletters/issue-document';
import { issuePage } from '../../lambdas/rendering/newsletters/issue-page';
import { fillIssue } from '../../lambdas/use-cases/fill-issue';
import { aWholeBriefing } from '../support/page-views';

const NOW = '2026-12-02T08:00:00.000Z';
const query = { tags: ['oman'], sinceHours: 24, limit: 2 };

describe('a newsletter issue that is published', () => {
  const asked: [BriefingsQuery, string][] = [];
  const fill = fillIssue({
    findBriefings: async (...question) => {
      asked.push(question);
      return ['weekly', 'one', 'two'].map((briefingId) =>
        aWholeBriefing({
          briefingId,
          title: `Report ${briefingId}`,
          url: `https://a.example/${briefingId}`,
        }),
      );
    },
    renderPage: issuePage,
    now: () => NOW,
  });

  it('lists the briefings of that moment, without itself, in its email and on its page', async () => {
    const filled = await fill(
      aWholeBriefing({
        briefingId: 'weekly',
        issue: { blocks: [{ kind: 'briefings', query, entries: [] }, { kind: 'rule' }], notes: [] },
      }),
    );
    expect(asked).toEqual([[{ ...query, limit: 3 }, NOW]]);
    expect(filled.issue?.blocks).toMatchObject([
      { kind: 'briefings', entries: [{ briefingId: 'one' }, { briefingId: 'two' }] },
      { kind: 'rule' },
    ]);
    expect(filled.bodyHtml).toMatch(/<a href="https:\/\/a\.example\/one"[^>]*>Report one<\/a>/);
  });

  it('is the only kind of briefing that is changed', async () => {
    const briefing = aWholeBriefing();
    expect(await fill(briefing)).toBe(briefing);
  });
});
