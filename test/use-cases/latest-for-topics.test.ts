import type {
  FoundBriefing,
  PreviewExpression,
} from '../../lambdas/domain/archive/expression-preview';
import { refuse } from '../../lambdas/domain/refusal';
import { latestForTopics } from '../../lambdas/use-cases/latest-for-topics';
import { aWholeBriefing } from '../support/page-views';
import { aPreview } from '../support/previews';

const found = (day: number): FoundBriefing => ({
  briefing: aWholeBriefing({
    briefingId: `day-${day}`,
    publishedAt: `2026-01-${String(day).padStart(2, '0')}T08:00:00.000Z`,
  }),
  snippet: [],
});

describe('the latest briefings of several topics', () => {
  const previewed: string[] = [];
  const byTopic: Record<string, FoundBriefing[]> = {
    gaza: [found(9), found(7), found(5)],
    aid: [found(8), found(7), found(6), found(4)],
  };
  const preview: PreviewExpression = async (text) => {
    previewed.push(text);
    if (text === 'the') return refuse('onlyStopWords');
    return { outcome: 'previewed', preview: aPreview({ latest: byTopic[text] ?? [] }) };
  };
  const latest = latestForTopics(preview);
  beforeEach(() => {
    previewed.length = 0;
  });

  it('are the newest five of all, each once', async () => {
    const result = await latest(['gaza', 'the', 'aid'], 'en');
    expect(result?.days).toBe(30);
    expect(result?.latest.map(({ briefing }) => briefing.briefingId)).toEqual([
      'day-9',
      'day-8',
      'day-7',
      'day-6',
      'day-5',
    ]);
  });

  it('cost no more than five previews', async () => {
    await latest(['a1', 'a2', 'a3', 'a4', 'a5', 'a6'], 'en');
    expect(previewed).toHaveLength(5);
  });

  it('are unknown without a topic that can be previewed', async () => {
    expect(await latest([], 'en')).toBeUndefined();
    expect(await latest(['the'], 'en')).toBeUndefined();
  });
});
