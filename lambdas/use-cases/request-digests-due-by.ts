import { type DueDigestsRequest, requestsOf } from '../domain/due-digests';

export interface RequestDigestsDueByDependencies {
  countDueBy: (time: string) => Promise<number>;
  sendRequests: (requests: DueDigestsRequest[]) => Promise<void>;
}

/** Requests all digests that are due by a time (ISO 8601), which may be in the future, and counts them. */
export function requestDigestsDueBy(dependencies: RequestDigestsDueByDependencies) {
  return async (time: string): Promise<{ digests: number }> => {
    // Counted first: afterwards, those that are sent quickly are no longer due.
    const digests = await dependencies.countDueBy(time);
    await dependencies.sendRequests(requestsOf({ from: '', to: time }));
    return { digests };
  };
}
