import { json } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

/** Lists the keys that sign links, without their secrets. */
export function listLinkKeys({ listKeys }: Pick<OperateDependencies, 'listKeys'>): Operation {
  return async () => json(200, { keys: await listKeys() } satisfies ApiReply<'/api/keys/list'>);
}

/** Makes a new key, which signs from now on. */
export function rotateLinkKeys({ rotateKeys }: Pick<OperateDependencies, 'rotateKeys'>): Operation {
  return withRequest(OPERATIONS['/api/keys/rotate'].request, async ({ revoke }) =>
    json(200, { keys: await rotateKeys({ revoke }) } satisfies ApiReply<'/api/keys/rotate'>),
  );
}
