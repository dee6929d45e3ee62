import { realpathSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { Actions } from '../actions';
import { CommandError } from '../exit-codes';
import type { StreamOutput } from '../output';
import type { Preview } from '../preview/serve-preview';
import { describeReadError, readTextFile } from '../read-text-file';
import { connectService, type Service } from '../service';

interface PreviewOptions {
  out?: string;
  test?: string;
  port?: string;
}

export function register(program: Command, { withOutput }: Actions): void {
  program
    .command('preview')
    .description(
      'show the email that a newsletter issue would be, and what to change before it is sent',
    )
    .argument('<file>', 'an issue in Markdown with front matter (.md)')
    .option(
      '--out <dir>',
      'write the email and the report to this folder instead of serving a page',
    )
    .option('--test <email>', 'send it to this address only')
    .option('--port <n>', 'of the page; any free one by default')
    .action(
      withOutput((output, file: string, options: PreviewOptions) =>
        preview(output, file, options, program.opts<{ stack?: string }>().stack),
      ),
    );
}

async function preview(
  output: StreamOutput,
  file: string,
  options: PreviewOptions,
  stack: string | undefined,
): Promise<void> {
  const service = await connectService(stack);
  if (options.test !== undefined) return sendTest(output, service, file, options.test);
  const maker = await createMaker(file, service, stack === undefined);
  if (options.out !== undefined) return write(output, options.out, maker.make);
  const { servePreview } = await import('../preview/serve-preview');
  const served = await servePreview({
    file,
    make: maker.make,
    imagesUrl: maker.imagesUrl,
    ...(options.port === undefined ? {} : { port: Number(options.port) }),
  });
  output.result(
    `The preview is at ${served.url}. It reloads when the file is saved; Ctrl-C stops it.`,
    {
      url: served.url,
    },
  );
  const { openBrowser } = await import('../preview/open-browser');
  if (process.stdout.isTTY) openBrowser(served.url);
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  served.close();
}

/** Renders the file as it is at each call. Large, so that other commands do not load it. */
async function createMaker(file: string, service: Service, isLocal: boolean) {
  const [
    { readPreviewSettings },
    { renderPreview },
    { reportOn },
    { findListed },
    { readMarkdown },
  ] = await Promise.all([
    import('../preview/preview-settings'),
    import('../preview/render-preview'),
    import('../preview/preview-report'),
    import('../preview/listed-briefings'),
    import('../read-markdown'),
  ]);
  let unlisted: string | undefined;
  const listed = findListed(service);
  const render = renderPreview({
    settings: await readPreviewSettings(rootOfCheckout()),
    findBriefings: async (query, now) => {
      try {
        return await listed(query, now);
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        unlisted = `The briefings of a block are missing here: ${error.message}`;
        return [];
      }
    },
    now: () => new Date().toISOString(),
  });
  let imagesUrl: string | undefined;
  const make = async (): Promise<Preview> => {
    const text = await readTextFile(file);
    if (text.outcome === 'refused') throw new CommandError(`${file}: ${text.reason}.`);
    unlisted = undefined;
    try {
      const { images } = readMarkdown(text.value);
      imagesUrl = typeof images === 'string' ? images.replace(/\/*$/, '/') : undefined;
      const issue = await render(text.value);
      const base = imagesUrl;
      const report = await reportOn(issue, {
        allowLoopback: isLocal,
        ...(base === undefined
          ? {}
          : { localImages: { base, exists: (name: string) => existsBeside(file, name) } }),
      });
      const notices = unlisted === undefined ? [] : [unlisted];
      return {
        report: { ...report, notices },
        ...(issue.email === undefined ? {} : { email: issue.email }),
      };
    } catch (error) {
      if (error instanceof CommandError) throw error;
      // Front matter that is not YAML.
      throw new CommandError(`${file}: ${describeReadError(error)}.`);
    }
  };
  return { make, imagesUrl: () => imagesUrl };
}

async function write(
  output: StreamOutput,
  folder: string,
  make: () => Promise<Preview>,
): Promise<void> {
  const made = await make();
  const [{ reportLines }, { writePreview }] = await Promise.all([
    import('../preview/preview-report'),
    import('../preview/write-preview'),
  ]);
  const files = await writePreview(folder, made);
  output.result([...reportLines(made.report), `Written: ${files.join(', ')}`].join('\n'), {
    ...made.report,
    files,
  });
  if (made.report.problems.length > 0) {
    output.error('The issue would be refused; the lines above say why.');
  }
}

/** Sends the issue through the service to one address. Nothing is published. */
async function sendTest(
  output: StreamOutput,
  service: Service,
  file: string,
  email: string,
): Promise<void> {
  const { readBriefingFiles } = await import('../read-briefing-files');
  const { briefings, refused } = await readBriefingFiles([file]);
  for (const { place, reason } of refused) output.error(`${place}: ${reason}.`);
  for (const { briefing } of briefings) {
    const { outcome } = await service.call('/api/issues/test', { email, issue: briefing });
    output.result(`The issue is on its way to ${email}, and to nobody else.`, { email, outcome });
  }
}

function existsBeside(file: string, name: string): Promise<boolean> {
  const folder = path.dirname(path.resolve(file));
  return access(path.resolve(folder, decodeURIComponent(name))).then(
    () => true,
    () => false,
  );
}

/** The folder of `bin/briefwire-cli.mjs`'s checkout, which may be started through a link. */
function rootOfCheckout(): string {
  const entry = realpathSync(process.argv[1] ?? '.');
  return path.resolve(path.dirname(entry), '..');
}
