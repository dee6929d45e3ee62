import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

describe('adding a frequency', () => {
  let folder: string;
  beforeAll(() => {
    // Inside the project, so that packages are found.
    mkdirSync(path.join(ROOT, 'build'), { recursive: true });
    folder = mkdtempSync(path.join(ROOT, 'build/exhaustive-'));
    cpSync(path.join(ROOT, 'lambdas'), path.join(folder, 'lambdas'), { recursive: true });
    const config = { extends: '../../tsconfig.json', include: ['lambdas'] };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The files of the copy in which the compiler finds an error. */
  const filesWithErrors = () => {
    const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const args = [compiler, '--noEmit', '--pretty', 'false', '-p', folder];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const files = stdout.matchAll(/^(?:.*\/)?(lambdas\/\S+?)\(\d+,\d+\): error/gm);
    return [...new Set([...files].map(([, file]) => file))].sort();
  };

  it('is a compile error at each place that must know it', () => {
    expect(filesWithErrors()).toEqual([]);

    const file = path.join(folder, 'lambdas/domain/frequency.ts');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace("'monthly']", "'monthly', 'yearly']"));
    expect(filesWithErrors()).toEqual([
      'lambdas/domain/digest-schedule.ts',
      'lambdas/domain/match-retention.ts',
      'lambdas/rendering/pages/manage/decision-sentences.ts',
      'lambdas/rendering/pages/manage/notices.ts',
      'lambdas/rendering/pages/manage/sent-page.tsx',
      'lambdas/rendering/pages/subscribing-pages.tsx',
      'lambdas/rendering/wording/frequencies/ar.ts',
      'lambdas/rendering/wording/frequencies/de.ts',
      'lambdas/rendering/wording/frequencies/en.ts',
      'lambdas/rendering/wording/frequencies/es.ts',
      'lambdas/rendering/wording/frequencies/fr.ts',
    ]);
  });
});
