import { parseAliases } from '../../domain/expressions/aliases';
import { json, refuse } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

type AliasesDependencies = Pick<OperateDependencies, 'replaceAliases' | 'aliasText'>;

/** Shows the operator's aliases, or replaces them. `/api/topics/rebuild` then moves the topics. */
export function aliases({ replaceAliases, aliasText }: AliasesDependencies): Operation {
  return withRequest(OPERATIONS['/api/aliases'].request, async ({ text }) => {
    if (text === undefined) {
      const current = (await aliasText()) ?? '';
      const names = parseAliases(current).groupOf.size;
      return json(200, { text: current, names } satisfies ApiReply<'/api/aliases'>);
    }
    const replaced = await replaceAliases(text);
    if (replaced.outcome === 'refused') return refuse(400, replaced.reason);
    return json(200, { text, names: replaced.names } satisfies ApiReply<'/api/aliases'>);
  });
}
