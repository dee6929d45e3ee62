import type { Command } from 'commander';
import type { Actions } from '../actions';
import type { Output, StreamOutput } from '../output';
import type { Service } from '../service';
import { rebuildIndex, verifyIndex } from '../verify-index';

export function register(program: Command, { withService }: Actions): void {
  const topics = program.command('topics').description('show the topics, and maintain their index');
  topics
    .command('list', { isDefault: true })
    .description('list every topic, with its followers and the terms it is indexed under')
    .action(withService(listTopics));
  topics
    .command('show')
    .description('show one topic: its followers, and why it is indexed where it is')
    .argument('<expression>')
    .option('--language <code>', 'en, fr, ar and so on, or any')
    .action(
      withService((service, output, expression: string, { language }: { language?: string }) =>
        showTopic(service, output, expression, language),
      ),
    );
  topics
    .command('verify')
    .description('compare the index with the topics')
    .action(withService(verifyIndex));
  topics
    .command('rebuild')
    .description('count the words of recent briefings, and index every topic under its rarest word')
    .action(withService(countWordsAndRebuild));
}

/** Lists every topic that has followers. */
async function listTopics(service: Service, output: StreamOutput): Promise<void> {
  let startAfter: string | undefined;
  do {
    const page = await service.call('/api/topics/list', { startAfter });
    for (const topic of page.topics) {
      const { topicId, name, expression, language, followers, anchors } = topic;
      const count = String(followers).padStart(6);
      output.result(`${count}  ${name}  (indexed under ${anchors.join(' ')})`, {
        topicId,
        name,
        expression,
        language,
        followers,
        anchors,
      });
    }
    startAfter = page.next;
  } while (startAfter !== undefined && !output.isClosed);
}

async function showTopic(
  service: Service,
  output: Output,
  expression: string,
  language: string | undefined,
): Promise<void> {
  const topic = await service.call('/api/topics/show', { expression, language });
  const counts = Object.entries(topic.followers).map(
    ([frequency, count]) => `${count} ${frequency}`,
  );
  const lines = [
    `${topic.name}  (${topic.expression}, ${topic.language}, ${topic.topicId})`,
    topic.followed ? `Followers: ${counts.join(', ')}.` : 'Nobody follows it.',
    ...topic.words.map(
      ({ word, inAMillion }) => `  ${word}: about ${Math.ceil(inAMillion)} in a million words`,
    ),
    'Indexed under its rarest required words:',
    ...topic.anchors.map(({ term, topics, isIndexed }) => {
      const problem = isIndexed || !topic.followed ? '' : '  MISSING: run briefwire topics rebuild';
      return `  ${term}  (${topics} topics in all)${problem}`;
    }),
  ];
  output.result(lines.join('\n'), topic);
}

async function countWordsAndRebuild(service: Service, output: Output): Promise<void> {
  const { words, briefings } = await service.call('/api/topics/count-words', {});
  output.info(`Counted ${words} words in ${briefings} briefings.`);
  await rebuildIndex(service, output);
}
