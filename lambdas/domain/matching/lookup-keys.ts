import type { AnalyzedBriefing } from './analyze-briefing';
import {
  everythingKey,
  PREFIX_KEY_LENGTH,
  prefixKey,
  sourceKey,
  sourcePrefixKey,
  tagKey,
  termKey,
} from './index-keys';

/**
 * Every index key under which a topic that matches this briefing can be indexed. The keys are distinct:
 * a few hundred for a briefing of 500 words, whatever the number of topics.
 */
export function lookupKeys(analyzed: AnalyzedBriefing): string[] {
  const keys = new Set([everythingKey]);
  for (const tag of analyzed.tags) keys.add(tagKey(tag));
  for (const stem of analyzed.text.terms('stem')) keys.add(termKey(stem));
  for (const surface of analyzed.text.terms('surface')) {
    keys.add(termKey(surface));
    if (surface.length >= PREFIX_KEY_LENGTH) keys.add(prefixKey(surface));
  }
  addSourceKeys(analyzed, keys);
  return [...keys];
}

function addSourceKeys({ source }: AnalyzedBriefing, keys: Set<string>): void {
  if (source.lexemes.length > 0) keys.add(sourcePrefixKey);
  for (const stem of source.terms('stem')) keys.add(sourceKey(stem));
  for (const surface of source.terms('surface')) keys.add(sourceKey(surface));
}
