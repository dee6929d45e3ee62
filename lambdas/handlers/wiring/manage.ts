import { systemClock } from '../../adapters/clock';
import { changeFrequency } from '../../use-cases/change-frequency';
import { manageSubscriptions } from '../../use-cases/manage-subscriptions';
import { setDigestSchedule } from '../../use-cases/set-digest-schedule';
import type { wireSubscriptions } from './subscriptions';

/** Builds what the manage page needs. */
export function wireManage(subscriptions: ReturnType<typeof wireSubscriptions>) {
  return {
    manageSubscriptions: manageSubscriptions({
      unfollow: subscriptions.unfollow,
      changeFrequency: changeFrequency({
        changeFrequency: subscriptions.changeFrequency,
        now: systemClock,
      }),
      setSchedule: setDigestSchedule(subscriptions.schedule),
      unsubscribeFromAll: subscriptions.unsubscribe,
    }),
  };
}
