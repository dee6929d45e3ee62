import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const VERSION = '6.0.14';
export const SUITE = `feedparser ${VERSION}, tests/wellformed`;

/** A test of feedparser: a feed that says in a comment what should be read of it. */
export interface SuiteCase {
  /** Below `tests/`. */
  path: string;
  bytes: Uint8Array;
}

/** Downloads feedparser's source distribution from PyPI and reads its well-formed feeds. */
export function downloadSuite(): SuiteCase[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'briefwire-feed-suite-'));
  try {
    const options = ['--no-deps', '--no-binary', ':all:', '--dest', folder];
    execFileSync('pip', ['download', '--quiet', ...options, `feedparser==${VERSION}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    execFileSync('tar', ['xzf', path.join(folder, `feedparser-${VERSION}.tar.gz`), '-C', folder]);
    const tests = path.join(folder, `feedparser-${VERSION}`, 'tests');
    return readdirSync(path.join(tests, 'wellformed'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.xml'))
      .sort()
      .map((file) => path.join('wellformed', file))
      .map((file) => ({ path: file, bytes: readFileSync(path.join(tests, file)) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
