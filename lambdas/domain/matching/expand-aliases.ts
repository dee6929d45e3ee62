import { type Aliases, aliasesIn, type WrittenAliases } from '../expressions/aliases';
import type { Phrase, PhraseWord } from '../expressions/expression';
import { readPhrase } from '../expressions/read-phrase';
import type { TopicLanguage } from '../languages/language';

/** Each alternative costs a check and an index key. */
const MAX_ALTERNATIVES = 50;

/**
 * All alternatives of a phrase: itself, and the phrase with a name replaced by another of its group,
 * so that `"Hezbollah leader"` matches `Hizbullah leader`. One name is replaced at a time.
 */
export function expandAliases(
  phrase: Phrase,
  language: TopicLanguage,
  aliases: Aliases,
): readonly (readonly PhraseWord[])[] {
  if (aliases.groupOf.size === 0) return [phrase.words];
  const names = aliasesIn(language, aliases);
  const written = phrase.written.split(' ');
  const alternatives = new Map([[phrase.written, phrase.words]]);
  for (const text of replacements(written, names)) {
    if (alternatives.size === MAX_ALTERNATIVES) break;
    const read = readPhrase(text, language, phrase.scope);
    if (read && !alternatives.has(read.written)) alternatives.set(read.written, read.words);
  }
  return [...alternatives.values()];
}

function* replacements(
  written: readonly string[],
  { groupOf, maxWords }: WrittenAliases,
): Generator<string> {
  for (let start = 0; start < written.length; start++) {
    const last = Math.min(written.length, start + maxWords);
    for (let end = start + 1; end <= last; end++) {
      const group = groupOf.get(written.slice(start, end).join(' ')) ?? [];
      for (const name of group) {
        yield [...written.slice(0, start), name, ...written.slice(end)].join(' ');
      }
    }
  }
}
