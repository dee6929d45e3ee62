import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { EVERYTHING } from '../../lambdas/domain/expressions/everything';
import { FREQUENCIES, type Frequency } from '../../lambdas/domain/frequency';

/** An invented subscriber, who follows some topics at one frequency. */
export interface DemoSubscriber {
  readonly email: string;
  readonly expressions: string[];
  readonly frequency: Frequency;
}

const TOPICS = path.resolve(__dirname, '../../seeds/topics.jsonl');

const topicSchema = z.object({
  expression: z.string(),
  frequency: z.enum(FREQUENCIES),
});

/** A subscriber for each sample topic, and one who follows all of them except `*` in a daily digest. */
export function demoSubscribers(): DemoSubscriber[] {
  const topics = readFileSync(TOPICS, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => topicSchema.parse(JSON.parse(line)));
  const single = topics.map(({ expression, frequency }) => ({
    email: addressFor(expression),
    expressions: [expression],
    frequency,
  }));
  const many = topics
    .map(({ expression }) => expression)
    .filter((expression) => expression !== EVERYTHING);
  return [...single, { email: 'many-topics@example.com', expressions: many, frequency: 'daily' }];
}

/** Shows in the table who receives an email, e.g. `gaza-aid@example.com`. */
function addressFor(expression: string): string {
  const name = expression === EVERYTHING ? 'everything' : expression.toLowerCase();
  return `${name.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')}@example.com`;
}
