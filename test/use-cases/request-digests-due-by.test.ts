import type { DueDigestsRequest } from '../../lambdas/domain/due-digests';
import { requestDigestsDueBy } from '../../lambdas/use-cases/request-digests-due-by';

it('digests due by a time are counted, and every shard is requested from the start', async () => {
  const requests: DueDigestsRequest[] = [];
  const time = '2030-01-01T00:00:00.000Z';
  const run = requestDigestsDueBy({
    countDueBy: async (at) => (at === time && requests.length === 0 ? 12 : 0),
    sendRequests: async (sent) => {
      requests.push(...sent);
    },
  });
  expect(await run(time)).toEqual({ digests: 12 });
  expect(requests).toHaveLength(16);
  expect(requests[0]).toEqual({ shard: '0', from: '', to: time });
});
