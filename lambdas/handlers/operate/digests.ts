import { json } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

type DigestsDependencies = Pick<OperateDependencies, 'requestDigestsDueBy' | 'now'>;

/** Requests the digests that are due at a time; now if none is given. */
export function queueDigests({ requestDigestsDueBy, now }: DigestsDependencies): Operation {
  return withRequest(OPERATIONS['/api/digests'].request, async (request) => {
    const at = new Date(request.at ?? now()).toISOString();
    const { digests } = await requestDigestsDueBy(at);
    return json(200, { outcome: 'made-due', at, digests } satisfies ApiReply<'/api/digests'>);
  });
}
