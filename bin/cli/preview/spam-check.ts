import { execFile } from 'node:child_process';

export type SpamCheck =
  | { status: 'not-installed' }
  | { status: 'failed'; detail: string }
  /** `score` at or above `required` is spam. `rules` are those that matched, e.g. `HTML_IMAGE_ONLY_04`. */
  | { status: 'checked'; score: number; required: number; rules: string[] };

const TIMEOUT_MS = 20_000;

/** What SpamAssassin thinks of an email, if it is installed. Without asking other servers. */
export function checkSpam(raw: Buffer, command = 'spamassassin'): Promise<SpamCheck> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      ['--local', '--test-mode'],
      { timeout: TIMEOUT_MS, maxBuffer: 10_000_000 },
      (error, stdout) => {
        if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT') {
          resolve({ status: 'not-installed' });
          return;
        }
        const found =
          /^X-Spam-Status: \w+, score=(-?[\d.]+) required=([\d.]+)\s+tests=([\s\S]*?)\s+\w+=/m.exec(
            stdout,
          );
        if (!found) {
          resolve({ status: 'failed', detail: error?.message.split('\n')[0] ?? 'no score' });
          return;
        }
        const [, score = '0', required = '5', tests = ''] = found;
        const rules = tests.split(/[,\s]+/).filter((rule) => rule !== '' && rule !== 'none');
        resolve({ status: 'checked', score: Number(score), required: Number(required), rules });
      },
    );
    // A program that is not there does not read.
    child.stdin?.on('error', () => {});
    child.stdin?.end(raw);
  });
}
