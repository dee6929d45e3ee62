import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Preview } from './serve-preview';

/** Writes the email as html, as text and as it would be sent, and the report. Returns the files. */
export async function writePreview(folder: string, { report, email }: Preview): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const contents: [string, string | Buffer][] = [
    ...(email === undefined
      ? []
      : ([
          ['email.html', email.html],
          ['email.txt', email.text],
          ['email.eml', email.raw],
        ] as [string, string | Buffer][])),
    ['report.json', `${JSON.stringify(report, null, 2)}\n`],
  ];
  return Promise.all(
    contents.map(async ([name, content]) => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      return file;
    }),
  );
}
