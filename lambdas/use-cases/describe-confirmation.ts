import type { FollowRequest } from '../domain/follow-request';
import type { Refusal } from '../domain/refusal';
import { requestedSchedule } from '../domain/requested-schedule';
import type { Subscriber, SubscriberFile } from '../domain/subscriber';
import type { checkTopicLimit } from './check-topic-limit';
import type { ConfirmationLink, ConfirmationState, checkConfirmation } from './confirm-follow';

export interface DescribeConfirmationDependencies {
  checkConfirmation: ReturnType<typeof checkConfirmation>;
  checkTopicLimit: ReturnType<typeof checkTopicLimit>;
  findAddress: (address: string) => Promise<{ subscriberId?: string }>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
}

export type DescribedConfirmation =
  | {
      outcome: 'open';
      follow: FollowRequest;
      /** The hour and time zone that apply after the confirmation. */
      schedule: Pick<Subscriber, 'hour' | 'timeZone'>;
      /** Those of an existing subscriber, whatever the link asks for. */
      ownSchedule?: Pick<Subscriber, 'hour' | 'timeZone'>;
      /** Why not all of the topics can be followed. */
      refusal?: Refusal;
    }
  | { outcome: Exclude<ConfirmationState, 'open'> };

/** What the button behind a confirmation link will do. Only the owner of the address has the link. */
export function describeConfirmation(dependencies: DescribeConfirmationDependencies) {
  return async (link: ConfirmationLink): Promise<DescribedConfirmation> => {
    const { id, follow } = link.claims;
    const { issuedAt } = link;
    const state = await dependencies.checkConfirmation({ id, address: follow.address, issuedAt });
    if (state !== 'open') return { outcome: state };
    const { subscriberId } = await dependencies.findAddress(follow.address);
    const file =
      subscriberId === undefined ? undefined : await dependencies.subscriberFile(subscriberId);
    const limit = await dependencies.checkTopicLimit(follow);
    return {
      outcome: 'open',
      follow,
      schedule: requestedSchedule(follow, file?.subscriber),
      ...(file
        ? { ownSchedule: requestedSchedule({ ...follow, chosen: [] }, file.subscriber) }
        : {}),
      ...(limit.outcome === 'too-many' ? { refusal: limit.refusal } : {}),
    };
  };
}
