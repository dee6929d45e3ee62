import * as z from 'zod';
import type { Node } from '../../domain/expressions/expression';
import { readExpression } from '../../domain/expressions/read-expression';
import { FREQUENCIES, type Frequency } from '../../domain/frequency';
import type { TopicLanguage } from '../../domain/languages/language';
import { readLanguage } from '../../domain/languages/language';
import { anchorTopic } from '../../domain/matching/anchor-topic';
import { type CountWordsDependencies, countWords } from '../../use-cases/count-words';
import { type RebuildIndexDependencies, rebuildIndex } from '../../use-cases/rebuild-index';
import { verifyIndex } from '../../use-cases/verify-index';
import { json, type Reply, refuse } from '../json-reply';
import type { Operation } from './operations';

export interface TopicParts extends RebuildIndexDependencies, CountWordsDependencies {
  countFollowers: (topicId: string, frequency: Frequency) => Promise<number>;
  defaultLanguage: TopicLanguage;
}

/** A DynamoDB partition key has at most so many bytes. */
const MAX_KEY_LENGTH = 2_048;

const partSchema = z.object({
  startAfter: z.string().min(1).max(MAX_KEY_LENGTH).optional(),
});
const showSchema = z.object({ expression: z.string(), language: z.string().default('') });

const PAGE_EXPECTED = 'Send {}, or "startAfter" with the "next" that the part before ended with.';
const EXPRESSION_EXPECTED = 'Send an "expression", such as Gaza aid.';

/** Items a part of the list. */
const TOPICS_PER_PAGE = 1_000;

/** Lists topics, shows one, and compares the index with the topics; long work part by part. */
export function topicOperations(parts: TopicParts): Record<string, Operation> {
  const verify = verifyIndex(parts);
  const rebuild = rebuildIndex(parts);
  const count = countWords(parts);
  return {
    '/api/topics/list': withBody(partSchema, PAGE_EXPECTED, async ({ startAfter }) => {
      const { topics, next } = await parts.readCatalogue(startAfter, TOPICS_PER_PAGE);
      const followed = topics.filter(({ followers }) => followers > 0);
      return json(200, { topics: followed, ...(next === undefined ? {} : { next }) });
    }),
    '/api/topics/show': withBody(showSchema, EXPRESSION_EXPECTED, ({ expression, language }) =>
      showTopic(parts, expression, language),
    ),
    '/api/topics/count-words': async () => json(200, await count()),
    '/api/topics/verify': withBody(partSchema, PAGE_EXPECTED, async ({ startAfter }) =>
      json(200, await verify(startAfter)),
    ),
    '/api/topics/rebuild': withBody(partSchema, PAGE_EXPECTED, async ({ startAfter }) =>
      json(200, await rebuild(startAfter)),
    ),
  };
}

/** An operation on a body of that shape; any other is refused with the sentence. */
function withBody<T>(
  schema: z.ZodType<T>,
  wanted: string,
  operation: (body: T) => Promise<Reply>,
): Operation {
  return async (body) => {
    const read = schema.safeParse(body);
    return read.success ? operation(read.data) : refuse(400, wanted);
  };
}

/** The stems that a topic names, each once: the rarest required one decides where it hangs. */
function wordsOf(node: Node): string[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return [...new Set(node.parts.flatMap(wordsOf))];
    case 'phrase':
      return node.words.map(({ stem }) => stem);
    case 'near':
      return [...wordsOf(node.left), ...wordsOf(node.right)];
    default:
      return [];
  }
}

async function showTopic(parts: TopicParts, text: string, languageCode: string) {
  const language = readLanguage(languageCode, parts.defaultLanguage);
  if (language.outcome === 'refused') return refuse(400, language.reason);
  const read = readExpression(text, language.value);
  if (read.outcome === 'refused') return refuse(400, read.reason);
  const words = await parts.loadVocabulary();
  const declared = anchorTopic(read.expression, words);
  const stored = (await parts.topics([declared.topicId])).get(declared.topicId);
  const counts = await Promise.all(
    FREQUENCIES.map(async (frequency) => [
      frequency,
      await parts.countFollowers(declared.topicId, frequency),
    ]),
  );
  const under = await parts.entriesUnder(declared.anchors);
  return json(200, {
    ...declared,
    followed: (stored?.followers ?? 0) > 0,
    followers: Object.fromEntries(counts),
    words: wordsOf(read.expression.root).map((word) => ({
      word,
      inAMillion: words.frequencies.frequency(word, language.value),
    })),
    anchors: declared.anchors.map((term) => ({
      term,
      topics: under.get(term)?.length ?? 0,
      isIndexed: under.get(term)?.some(({ topicId }) => topicId === declared.topicId) ?? false,
    })),
  });
}
