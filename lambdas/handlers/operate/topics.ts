import * as z from 'zod';
import { readExpression } from '../../domain/expressions/read-expression';
import { FREQUENCIES, type Frequency } from '../../domain/frequency';
import { type CountWords, countWords } from '../../use-cases/count-words';
import { declareTopic } from '../../use-cases/declare-topic';
import { type TendIndex, tendIndex } from '../../use-cases/tend-index';
import { json, refuse } from '../json-reply';
import type { Operation } from './operations';

export interface TopicParts extends TendIndex, CountWords {
  countFollowers: (topicId: string, frequency: Frequency) => Promise<number>;
}

const partSchema = z.object({
  startAfter: z.string().optional(),
  mend: z.boolean().default(false),
});
const showSchema = z.object({ expression: z.string() });

/** Items a part of the list. */
const PART = 1_000;

/** Lists topics, shows one, and compares the index with the topics; long work part by part. */
export function topicOperations(parts: TopicParts): Record<string, Operation> {
  const tend = tendIndex(parts);
  const count = countWords(parts);
  return {
    '/api/topics/list': async (body) => {
      const { startAfter } = partSchema.parse(body);
      const { topics, next } = await parts.readCatalogue(startAfter, PART);
      const followed = topics.filter(({ followers }) => followers > 0);
      return json(200, { topics: followed, ...(next === undefined ? {} : { next }) });
    },
    '/api/topics/show': async (body) => showTopic(parts, showSchema.parse(body).expression),
    '/api/topics/count-words': async () => json(200, await count()),
    '/api/topics/tend': async (body) => {
      const { startAfter, mend } = partSchema.parse(body);
      return json(200, await tend(mend, startAfter));
    },
  };
}

async function showTopic(parts: TopicParts, text: string) {
  const read = readExpression(text);
  if (read.outcome === 'refused') return refuse(400, read.reason);
  const declared = declareTopic(text, 'en', await parts.words());
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
    anchors: declared.anchors.map((term) => ({
      term,
      topics: under.get(term)?.length ?? 0,
      hangsHere: under.get(term)?.some(({ topicId }) => topicId === declared.topicId) ?? false,
    })),
  });
}
