import type { BriefingHeading } from '../domain/briefing';
import { muteIn, unmuteIn } from '../domain/story';
import type { MutedStory, SubscriberFile } from '../domain/subscriber';

export interface UnmuteStoryDependencies {
  /** The read is consistent. */
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** False if a preference has changed since `preferenceChanges` was read, or the subscriber was erased. */
  storeMuted: (
    subscriberId: string,
    muted: MutedStory[],
    preferenceChanges: number,
  ) => Promise<boolean>;
}

export interface MuteStoryDependencies extends UnmuteStoryDependencies {
  briefings: (briefingIds: string[]) => Promise<Map<string, BriefingHeading>>;
  now: () => string;
}

export type MuteOutcome = { outcome: 'muted'; title: string } | { outcome: 'unknown' };
export type UnmuteOutcome = { outcome: 'unmuted'; title: string } | { outcome: 'unknown' };

/** Another change at the same moment makes an attempt fail. */
const MAX_ATTEMPTS = 20;

/**
 * Mutes the story of a briefing: no email includes it any more. `unknown`: there is no such briefing or
 * subscriber.
 */
export function muteStory(dependencies: MuteStoryDependencies) {
  const { briefings, now } = dependencies;
  const change = changeMuted(dependencies);
  return async (subscriberId: string, briefingId: string): Promise<MuteOutcome> => {
    const briefing = (await briefings([briefingId])).get(briefingId);
    if (briefing === undefined) return { outcome: 'unknown' };
    const changed = await change(subscriberId, (muted) => muteIn(muted, briefing, now()));
    return changed ? { outcome: 'muted', title: briefing.title } : { outcome: 'unknown' };
  };
}

/** Unmutes a story, so that emails include it again. `unknown`: it is not muted. */
export function unmuteStory(dependencies: UnmuteStoryDependencies) {
  const change = changeMuted(dependencies);
  return async (subscriberId: string, briefingId: string): Promise<UnmuteOutcome> => {
    const before = await change(subscriberId, (muted) => unmuteIn(muted, briefingId));
    const story = before?.find((muted) => muted.briefingId === briefingId);
    return story ? { outcome: 'unmuted', title: story.title } : { outcome: 'unknown' };
  };
}

/** Returns the stories that were muted before; undefined if there is no such subscriber. */
function changeMuted({ subscriberFile, storeMuted }: UnmuteStoryDependencies) {
  return async (
    subscriberId: string,
    change: (muted: MutedStory[]) => MutedStory[],
  ): Promise<MutedStory[] | undefined> => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const file = await subscriberFile(subscriberId);
      if (file === undefined) return undefined;
      const { subscriber, preferenceChanges = 0 } = file;
      const before = subscriber.muted ?? [];
      if (await storeMuted(subscriberId, change(before), preferenceChanges)) return before;
    }
    throw new Error(
      'The muted stories could not be changed: every attempt conflicted with another change.',
    );
  };
}
