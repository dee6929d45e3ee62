import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runExplain } from '../../bin/explain-command';
import { matchFiles } from '../../bin/match-run';

const folder = mkdtempSync(join(tmpdir(), 'briefwire-match-'));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function capture() {
  const written = { stdout: '', stderr: '' };
  const into = (stream: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _, done) {
        written[stream] += chunk;
        done();
      },
    });
  return { written, streams: { stdout: into('stdout'), stderr: into('stderr') } };
}

const jsonLines = (...values: unknown[]): string =>
  `${values.map((value) => JSON.stringify(value)).join('\n')}\n`;

const briefings = file(
  'briefings.jsonl',
  jsonLines(
    { id: 'b1', title: 'Aid trucks enter Gaza', body: 'Fewer than before.' },
    { id: 'b2', title: 'Gaza in the news', publishedAt: '2023-11-06T00:00:00Z' },
  ),
);

it('prints a line for each topic that a briefing meets, in the order of the briefings', async () => {
  const topics = file(
    't1.jsonl',
    jsonLines({ id: 'aid', expression: 'Gaza aid' }, { id: 7, expression: 'gaza', language: null }),
  );
  const { written, streams } = capture();
  expect(await matchFiles({ topics, briefings }, streams)).toBe(0);
  expect(written.stderr).toBe('');
  expect(
    written.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(
    expect.arrayContaining([
      { briefing: 'b1', topic: 'aid' },
      { briefing: 'b1', topic: 7 },
      { briefing: 'b2', topic: 7 },
    ]),
  );
  expect(written.stdout.trim().split('\n')[2]).toContain('b2');
});

it('says why with --explain', async () => {
  const topics = file('t2.jsonl', jsonLines({ id: 'aid', expression: 'Gaza aid' }));
  const { written, streams } = capture();
  await matchFiles({ topics, briefings, explain: true }, streams);
  expect(JSON.parse(written.stdout)).toEqual({
    briefing: 'b1',
    topic: 'aid',
    words: [
      { field: 'title', start: 0, end: 3, text: 'Aid' },
      { field: 'title', start: 17, end: 21, text: 'Gaza' },
    ],
    snippet: 'Aid trucks enter Gaza',
  });
});

it('names what it can not read, goes on with the rest, and exits 1', async () => {
  const topics = file(
    't3.jsonl',
    `\uFEFF{"id":"ok","expression":"gaza"}\r\n{"id":"stop","expression":"the"}\r\nnot json\r\n\r\n{"id":"ok","expression":"aid"}\r\n{"expression":"aid"}\r\n{"id":"x","expression":"aid","language":"xx"}`,
  );
  const { written, streams } = capture();
  expect(await matchFiles({ topics, briefings }, streams)).toBe(1);
  expect(written.stdout.trim().split('\n')).toHaveLength(2);
  expect(written.stderr.trim().split('\n')).toEqual([
    `${topics}:2: Every word here is too common to follow. Add a name or a place.`,
    `${topics}:3: This line is not JSON.`,
    `${topics}:5: The id "ok" was used before; give each topic its own.`,
    `${topics}:6: The field "id" is missing or not what it should be.`,
    expect.stringMatching(/:7: The language must be any or one of ar, /),
  ]);
});

it('says that a file is not there', async () => {
  const { written, streams } = capture();
  expect(await matchFiles({ topics: join(folder, 'none.jsonl'), briefings }, streams)).toBe(1);
  expect(written.stderr).toContain('none.jsonl: There is no such file.');
});

it('explains an expression part by part', async () => {
  const text = file('aid.txt', 'Aid trucks enter Gaza\n\nFewer than before.\n');
  const { written, streams } = capture();
  expect(
    await runExplain({ expression: 'Gaza aid -fuel (rafah OR trucks)', file: text }, streams),
  ).toBe(0);
  expect(written.stdout).toContain('meets the topic');
  expect(written.stdout).toContain('✓ aid: “Aid” in title at 0');
  expect(written.stdout).toContain('✗ rafah: not found');
});

describe('explaining', () => {
  const explained = async (options: Parameters<typeof runExplain>[0]) => {
    const { written, streams } = capture();
    return { code: await runExplain(options, streams), ...written };
  };
  const briefing = file('names.txt', 'Hizbullah and the horses\n');

  it('heeds the names that stand for one another', async () => {
    const options = { expression: 'Hezbollah', file: briefing };
    expect((await explained(options)).stdout).toContain('✗');
    const aliases = file('aliases.txt', 'Hezbollah, Hizbullah\n');
    expect((await explained({ ...options, aliases })).stdout).toContain('“Hizbullah” in title');
  });

  it('reads an expression in the language that it is told', async () => {
    const french = file('cheval.json', '{"title": "Les chevaux", "language": "fr"}');
    const options = { expression: 'cheval', file: french };
    expect((await explained(options)).stdout).toContain('does not meet');
    expect((await explained({ ...options, language: 'fr' })).stdout).toContain('meets the topic');
  });

  it('prints a line of JSON where that is wanted', async () => {
    const { stdout } = await explained({ expression: 'horse', file: briefing, json: true });
    expect(JSON.parse(stdout)).toMatchObject({
      briefing: 'Hizbullah and the horses',
      finding: 'matched',
      words: [{ field: 'title', text: 'horses' }],
    });
  });

  it.each([
    [{ aliases: '/nowhere/aliases.txt' }, "can't be read"],
    [{ language: 'klingon' }, 'Choose a language'],
    [{ expression: 'the' }, 'too common'],
  ])('refuses %j with a sentence', async (wrong, told) => {
    const { code, stderr } = await explained({ expression: 'horse', file: briefing, ...wrong });
    expect(stderr).toContain(told);
    expect(code).toBe(1);
  });
});
