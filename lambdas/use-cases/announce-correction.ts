import type { Correction } from '../domain/briefing';
import type { MatchBriefingDependencies } from './match-briefing';

export type AnnounceCorrectionDependencies = Pick<
  MatchBriefingDependencies,
  'queueFanOut' | 'markMatched' | 'now'
> & { fanOuts: Pick<MatchBriefingDependencies['fanOuts'], 'count' | 'complete'> };

/**
 * Lists a correction for fan-out. It is matched with no topic: `fanOut` finds those who got what it corrects. A
 * repeated run stores nothing twice, and a part that is queued twice is sent once.
 */
export function announceCorrection(dependencies: AnnounceCorrectionDependencies) {
  const { fanOuts, queueFanOut, markMatched, now } = dependencies;
  return async (
    { briefingId, edition }: { briefingId: string; edition: number },
    correction: Correction,
  ): Promise<void> => {
    if ((await fanOuts.count(briefingId, edition)) === undefined) {
      const { of: corrects, at } = correction;
      const part = {
        briefingId,
        edition,
        corrects,
        topicIds: [],
        firstMatchedAt: at,
        matchedAt: at,
      };
      await fanOuts.complete(part, 1, now());
    }
    await queueFanOut([{ kind: 'fan-out', briefingId, edition, index: 0, pass: 1 }]);
    await markMatched(briefingId, edition);
  };
}
