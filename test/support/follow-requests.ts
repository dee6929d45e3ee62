import type { FollowRequest } from '../../lambdas/domain/follow-request';

/** What Ann asks to follow. */
export function aFollowRequest(fields: Partial<FollowRequest> = {}): FollowRequest {
  return {
    address: 'ann@example.org',
    expressions: ['Gaza aid'],
    language: 'en',
    frequency: 'instant',
    timeZone: 'UTC',
    hour: 8,
    ...fields,
  };
}
