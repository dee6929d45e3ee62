import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import type { Command } from 'commander';
import type { ApiReply } from '../../../lambdas/handlers/operate/api';
import type { Actions } from '../actions';
import type { Output } from '../output';
import { readBriefingFiles } from '../read-briefing-files';
import type { Service } from '../service';

type Forecast = ApiReply<'/api/forecast'>;

export function register(program: Command, { withService }: Actions): void {
  program
    .command('forecast')
    .description('say how many emails a briefing will send, how long they take and what they cost')
    .argument('<file|topic>', 'a file as `publish` reads it, or the expression of a topic')
    .option('--language <code>', 'of the topic: en, fr, ar and so on, or any')
    .action(
      withService((service, output, subject: string, { language }: { language?: string }) =>
        forecast(service, output, subject, language),
      ),
    );
}

const FILE_EXTENSIONS = ['.txt', '.md', '.json', '.jsonl'];

async function forecast(
  service: Service,
  output: Output,
  subject: string,
  language: string | undefined,
): Promise<void> {
  // A missing file must not be read as a topic.
  const isFile = existsSync(subject) || FILE_EXTENSIONS.includes(extname(subject).toLowerCase());
  if (!isFile) {
    print(await service.call('/api/forecast', { expression: subject, language }), output);
    return;
  }
  const { briefings, refused } = await readBriefingFiles([subject]);
  for (const { place, reason } of refused) output.error(`${place}: ${reason}.`);
  const toText = await storedTexts();
  for (const { place, briefing } of briefings) {
    const read = toText(briefing);
    if (read.outcome === 'refused') output.error(`${place}: ${read.reason}.`);
    else print(await service.call('/api/forecast', { briefing: read.briefing }), output);
  }
}

/**
 * Reads a briefing as publishing does. That happens here and not in the service, because only
 * publishing needs to read HTML there.
 */
async function storedTexts() {
  // Large, and only needed for files.
  const { readFileBriefing } = await import('../read-file-briefing');
  return (sent: unknown) => {
    const read = readFileBriefing(sent);
    if (read.outcome === 'refused') {
      return { outcome: 'refused' as const, reason: read.problems.join('; ') };
    }
    const { title, summary, body, source, tags, language } = read.briefing;
    return { outcome: 'read' as const, briefing: { title, summary, body, source, tags, language } };
  };
}

function print(forecast: Forecast, output: Output): void {
  const { subject, topics, alerts, digests, atMost, minutes, cost, quota } = forecast;
  const left =
    quota.left === undefined
      ? 'SES sets no daily limit.'
      : `SES takes ${quota.left} more emails of ${quota.perDay} in these 24 hours${quota.enough ? '.' : ', which is NOT enough.'}`;
  output.result(
    [
      `${subject} (${formatCount(topics, 'topic')})`,
      `  ${atMost ? 'at most ' : ''}${formatCount(alerts, 'alert')} and a place in ${formatCount(digests, 'digest')}`,
      `  ${formatCount(minutes, 'minute')} until the last alert, about ${cost.toFixed(4)} USD`,
      `  ${left}`,
    ].join('\n'),
    forecast,
  );
}

/** E.g. `1 topic`, `1,200 topics`. */
function formatCount(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}
