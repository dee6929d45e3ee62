import type { Done } from '../people';
import type { CheckedRun } from './checked-run';

/** A version of a briefing, as it was published. */
export interface Edition {
  readonly briefingId: string;
  readonly briefing: string;
  readonly edition: number;
  readonly topics: readonly string[];
  readonly publishedAt: number;
  /** The time of the next edition. */
  readonly supersededAt: number | undefined;
}

/** A match of an edition with a topic. */
export interface StoredMatch {
  readonly topicId: string;
  readonly briefingId: string;
  readonly edition: number;
  readonly matchedAt: number;
  readonly storedAt: number;
}

export function publishedEditions(run: CheckedRun): Edition[] {
  const names = new Map<string, Done>();
  for (const entry of run.people.done) {
    if (entry.briefingId !== undefined) names.set(entry.briefingId, entry);
  }
  const editions: Edition[] = [];
  for (const { at, image } of run.versions) {
    const briefingId = String(image?.briefingId?.S);
    const edition = Number(image?.edition?.N);
    const { action } = names.get(briefingId) ?? {};
    if (image?.contentHash === undefined || action?.kind !== 'publish') continue;
    if (editions.some((known) => known.briefingId === briefingId && known.edition >= edition))
      continue;
    const { briefing, topics } = action;
    editions.push({
      briefingId,
      briefing,
      edition,
      topics,
      publishedAt: at,
      supersededAt: undefined,
    });
  }
  return editions.map((edition) => ({
    ...edition,
    supersededAt: editions.find(
      (other) => other.briefingId === edition.briefingId && other.edition > edition.edition,
    )?.publishedAt,
  }));
}

export function matchOf(
  run: CheckedRun,
  { briefingId, edition }: Edition,
  topic: string,
): StoredMatch | undefined {
  for (const { at, image } of run.versions) {
    if (image?.matchedAt === undefined || image.topicId === undefined) continue;
    if (image.briefingId?.S !== briefingId || Number(image.edition?.N) !== edition) continue;
    const topicId = String(image.topicId.S);
    if (expressionOf(run, topicId) !== topic) continue;
    return {
      topicId,
      briefingId,
      edition,
      matchedAt: Date.parse(String(image.matchedAt.S)),
      storedAt: at,
    };
  }
  return undefined;
}

function expressionOf(run: CheckedRun, topicId: string): string | undefined {
  const version = run.versions.find(
    ({ key, image }) => key.endsWith(`|topic#${topicId}`) && image !== undefined,
  );
  return version?.image?.expression?.S as string | undefined;
}
