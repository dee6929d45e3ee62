import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type ExplainOptions, explainFile } from '../../bin/cli/explain-file';
import { type MatchOptions, matchFiles } from '../../bin/cli/match-files';
import { StreamOutput } from '../../bin/cli/output';

const folder = mkdtempSync(join(tmpdir(), 'briefwire-match-'));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** An output, what was written to it, and the exit code of a command that used it. */
function captureOutput(json = false) {
  const written = { stdout: '', stderr: '' };
  const into = (stream: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _, done) {
        written[stream] += chunk;
        done();
      },
    });
  const output = new StreamOutput({ stdout: into('stdout'), stderr: into('stderr') });
  output.json = json;
  return { written, output };
}

async function runMatch(options: MatchOptions) {
  const { written, output } = captureOutput();
  await matchFiles(options, output);
  return { code: await output.end(), ...written };
}

async function runExplain(options: ExplainOptions, json = false) {
  const { written, output } = captureOutput(json);
  await explainFile(options, output);
  return { code: await output.end(), ...written };
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

describe('match', () => {
  it('prints a line for each topic that a briefing matches, in the order of the briefings', async () => {
    const topics = file(
      't1.jsonl',
      jsonLines(
        { id: 'aid', expression: 'Gaza aid' },
        { id: 7, expression: 'gaza', language: null },
      ),
    );
    const { code, stdout, stderr } = await runMatch({ topics, briefings });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      expect.arrayContaining([
        { briefing: 'b1', topic: 'aid' },
        { briefing: 'b1', topic: 7 },
        { briefing: 'b2', topic: 7 },
      ]),
    );
    expect(lines[2]).toContain('b2');
  });

  it('prints the matched words and a snippet with --explain', async () => {
    const topics = file('t2.jsonl', jsonLines({ id: 'aid', expression: 'Gaza aid' }));
    const { stdout } = await runMatch({ topics, briefings, explain: true });
    expect(JSON.parse(stdout)).toEqual({
      briefing: 'b1',
      topic: 'aid',
      words: [
        { field: 'title', start: 0, end: 3, text: 'Aid' },
        { field: 'title', start: 17, end: 21, text: 'Gaza' },
      ],
      snippet: 'Aid trucks enter Gaza',
    });
  });

  it('names the lines that it can’t read, matches the others, and exits with 1', async () => {
    const topics = file(
      't3.jsonl',
      `\uFEFF{"id":"ok","expression":"gaza"}\r\n{"id":"stop","expression":"the"}\r\nnot json\r\n\r\n{"id":"ok","expression":"aid"}\r\n{"expression":"aid"}\r\n{"id":"x","expression":"aid","language":"xx"}`,
    );
    const { code, stdout, stderr } = await runMatch({ topics, briefings });
    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stderr.trim().split('\n')).toEqual([
      `${topics}:2: Every word here is too common to follow. Add a name or a place.`,
      `${topics}:3: This line is not JSON.`,
      `${topics}:5: The id "ok" was used before; give each topic its own id.`,
      `${topics}:6: The field "id" is missing or has the wrong type.`,
      expect.stringMatching(/:7: The language must be any or one of ar, /),
    ]);
  });

  it('says that a file does not exist', async () => {
    const { code, stderr } = await runMatch({ topics: join(folder, 'none.jsonl'), briefings });
    expect(code).toBe(1);
    expect(stderr).toContain('none.jsonl: There is no such file.');
  });
});

describe('explain', () => {
  const briefing = file('names.txt', 'Hizbullah and the horses\n');

  it('shows what each part of an expression found', async () => {
    const text = file('aid.txt', 'Aid trucks enter Gaza\n\nFewer than before.\n');
    const expression = 'Gaza aid -fuel (rafah OR trucks)';
    const { code, stdout } = await runExplain({ expression, file: text });
    expect(code).toBe(0);
    expect(stdout).toContain('matches the topic');
    expect(stdout).toContain('✓ aid: “Aid” in title at 0');
    expect(stdout).toContain('✗ rafah: not found');
  });

  it('applies the aliases', async () => {
    const options = { expression: 'Hezbollah', file: briefing };
    expect((await runExplain(options)).stdout).toContain('✗');
    const aliases = file('aliases.txt', 'Hezbollah, Hizbullah\n');
    expect((await runExplain({ ...options, aliases })).stdout).toContain('“Hizbullah” in title');
  });

  it('reads an expression in the given language', async () => {
    const french = file('cheval.json', '{"title": "Les chevaux", "language": "fr"}');
    const options = { expression: 'cheval', file: french };
    expect((await runExplain(options)).stdout).toContain('does not match');
    const { stdout } = await runExplain({ ...options, language: 'fr' });
    expect(stdout).toContain('matches the topic');
  });

  it('prints one line of JSON with --json', async () => {
    const { stdout } = await runExplain({ expression: 'horse', file: briefing }, true);
    expect(JSON.parse(stdout)).toMatchObject({
      briefing: 'Hizbullah and the horses',
      finding: 'matched',
      words: [{ field: 'title', text: 'horses' }],
    });
  });

  it.each([
    [{ aliases: '/nowhere/aliases.txt' }, '/nowhere/aliases.txt: there is no such file'],
    [{ language: 'klingon' }, 'Choose a language'],
    [{ expression: 'the' }, 'too common'],
  ])('refuses %j with a sentence', async (wrong, sentence) => {
    const options = { expression: 'horse', file: briefing, ...wrong };
    await expect(runExplain(options)).rejects.toThrow(sentence);
  });

  it('names a briefing without a title, and exits with 1', async () => {
    const untitled = file('untitled.json', '{"body": "horses"}');
    expect(await runExplain({ expression: 'horse', file: untitled })).toEqual({
      code: 1,
      stdout: '',
      stderr: `${untitled}: a briefing needs a title.\n`,
    });
  });
});
