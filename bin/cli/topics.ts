import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Output } from './output';
import { CommandError, type Service } from './service';

const topicSchema = z.object({
  topicId: z.string(),
  name: z.string(),
  expression: z.string(),
  language: z.string(),
});
const listSchema = z.object({
  topics: z.array(topicSchema.extend({ followers: z.number(), anchors: z.array(z.string()) })),
  next: z.string().optional(),
});
const shownSchema = topicSchema.extend({
  followed: z.boolean(),
  followers: z.record(z.string(), z.number()),
  words: z.array(z.object({ word: z.string(), inAMillion: z.number() })),
  anchors: z.array(z.object({ term: z.string(), topics: z.number(), isIndexed: z.boolean() })),
});
const reportSchema = z.object({
  topics: z.number(),
  entries: z.number(),
  faults: z.array(
    z.looseObject({ fault: z.string(), expression: z.string(), term: z.string().optional() }),
  ),
  next: z.string().optional(),
});

/** Lists every topic that someone follows. */
export async function listTopics(service: Service, output: Output): Promise<void> {
  let startAfter: string | undefined;
  do {
    const part = listSchema.parse(await ask(service, '/api/topics/list', { startAfter }));
    for (const topic of part.topics) {
      const { name, followers, anchors } = topic;
      output.result(
        `${String(followers).padStart(6)}  ${name}  (under ${anchors.join(' ')})`,
        topic,
      );
    }
    startAfter = part.next;
  } while (startAfter !== undefined);
}

/** Shows who follows a topic, and where and why it hangs. */
export async function showTopic(
  service: Service,
  output: Output,
  expression: string,
  language?: string,
): Promise<void> {
  const shown = shownSchema.parse(await ask(service, '/api/topics/show', { expression, language }));
  const counts = Object.entries(shown.followers).map(
    ([frequency, count]) => `${count} ${frequency}`,
  );
  const lines = [
    `${shown.name}  (${shown.expression}, ${shown.language}, ${shown.topicId})`,
    shown.followed ? `Followers: ${counts.join(', ')}.` : 'Nobody follows it.',
    ...shown.words.map(
      ({ word, inAMillion }) => `  ${word}: about ${Math.ceil(inAMillion)} of a million words`,
    ),
    'Hangs under its rarest required words, where a briefing that has one looks:',
    ...shown.anchors.map(({ term, topics, isIndexed }) => {
      const state = isIndexed || !shown.followed ? '' : '  MISSING HERE: run topics rebuild';
      return `  ${term}  (${topics} topics hang there)${state}`;
    }),
  ];
  output.result(lines.join('\n'), shown);
}

/** Counts the words of the newest briefings, and hangs every topic under its rarest. */
export async function rebuildTopics(service: Service, output: Output): Promise<void> {
  const counted = z
    .object({ briefings: z.number(), words: z.number() })
    .parse(await ask(service, '/api/topics/count-words', {}));
  output.tell(`${counted.words} words counted in ${counted.briefings} briefings.`);
  await verifyTopics(service, output, true);
}

/** Compares the index with the topics, and rebuilds it if asked. False when faults remain. */
export async function verifyTopics(
  service: Service,
  output: Output,
  rebuild: boolean,
): Promise<boolean> {
  const total = { topics: 0, entries: 0, faults: 0, repaired: rebuild };
  let startAfter: string | undefined;
  do {
    const answer = await ask(service, rebuild ? '/api/topics/rebuild' : '/api/topics/verify', {
      startAfter,
    });
    const part = reportSchema.parse(answer);
    total.topics += part.topics;
    total.entries += part.entries;
    total.faults += part.faults.length;
    for (const { fault, expression, term } of part.faults) {
      output.tell(`${fault}: ${expression}${term === undefined ? '' : ` under ${term}`}`);
    }
    startAfter = part.next;
  } while (startAfter !== undefined);
  const found =
    total.faults === 0 ? 'no faults' : `${total.faults} faults${rebuild ? ', repaired' : ''}`;
  output.result(`${total.topics} topics, ${total.entries} entries: ${found}.`, total);
  return rebuild || total.faults === 0;
}

/** Replaces the aliases and moves the topics that they touch; or prints them, without a file. */
export async function setAliases(
  service: Service,
  output: Output,
  file: string | undefined,
): Promise<void> {
  const text = file === undefined ? undefined : await readAliases(file);
  const answer = await ask(service, '/api/aliases', { text });
  const { names, text: now } = z.object({ names: z.number(), text: z.string() }).parse(answer);
  if (text === undefined) {
    output.result(now.trimEnd(), { text: now });
    return;
  }
  output.result(`${names} names stand for others.`, { names });
  await verifyTopics(service, output, true);
}

async function readAliases(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new CommandError(`${file} can't be read. Name a file of aliases, a group a line.`);
  }
}

async function ask(service: Service, path: string, body: object): Promise<unknown> {
  const { status, body: answer } = await service.post(path, body);
  if (status >= 300) throw new CommandError(String(answer.error));
  return answer;
}
