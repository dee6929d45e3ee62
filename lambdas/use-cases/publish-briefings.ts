import type { StoreOutcome } from '../domain/briefing';
import { contentHashOf, readSubmission } from '../domain/submission';
import { type MakeBriefingDependencies, makeBriefing } from './make-briefing';
import { type StoreOrScheduleDependencies, storeOrSchedule } from './store-or-schedule';

export interface PublishBriefingsDependencies
  extends StoreOrScheduleDependencies,
    MakeBriefingDependencies {}

export interface PublishOutcome {
  briefings: {
    briefingId: string;
    title: string;
    outcome: StoreOutcome | 'scheduled';
    /** When a scheduled briefing is published; ISO 8601, UTC. */
    sendAt?: string;
  }[];
  /** The briefings that were not stored: their index in the list, and the reason as a sentence. */
  refused: { index: number; title?: string; reason: string }[];
}

/**
 * Stores or schedules each valid briefing of the list and reports each invalid one, which does not stop the
 * others.
 */
export function publishBriefings(dependencies: PublishBriefingsDependencies) {
  const publishOne = storeOrSchedule(dependencies);
  return async (sent: unknown[]): Promise<PublishOutcome> => {
    const published: PublishOutcome = { briefings: [], refused: [] };
    for (const [index, item] of sent.entries()) {
      const read = readSubmission(item);
      if (read.outcome === 'refused') {
        published.refused.push({ index, ...titleOf(item), reason: read.reason });
        continue;
      }
      const { submission } = read;
      const made = makeBriefing(submission, dependencies);
      if (made.outcome === 'refused') {
        published.refused.push({ index, ...titleOf(item), reason: made.problems.join('; ') });
        continue;
      }
      const { briefing } = made;
      const terms = {
        contentHash: contentHashOf(submission),
        notify: submission.notify ?? false,
        keepPublishedAt: submission.publishedAt === undefined,
      };
      const stored = await publishOne(briefing, terms, submission.sendAt);
      if (stored.outcome === 'refused') {
        published.refused.push({ index, ...titleOf(item), reason: stored.reason });
        continue;
      }
      const { briefingId, title } = briefing;
      published.briefings.push({ briefingId, title, ...stored });
    }
    return published;
  };
}

/** One sentence for each refused briefing, which names it by its title or its position in the list. */
export function formatRefusals(refused: PublishOutcome['refused']): string {
  const sentences = refused.map(
    ({ index, title, reason }) =>
      `${title ? `"${title}"` : `Briefing ${index + 1}`} was refused: ${reason}.`,
  );
  return sentences.join(' ');
}

function titleOf(sent: unknown): { title?: string } {
  const title =
    typeof sent === 'object' && sent !== null && 'title' in sent ? sent.title : undefined;
  return typeof title === 'string' ? { title: title.slice(0, 120) } : {};
}
