import { aBriefing } from '../support/briefings';
import { bundleCommandLine, type Ended, runBundle, runSource } from '../support/command-line';
import { makeFolder, type TestFolder } from '../support/folder';
import { startServer } from '../support/http-server';
import { type Journey, startJourney } from '../support/journey';

/** Each command is a process of its own, so a test runs its commands side by side. */
describe('briefwire', () => {
  let journey: Journey;
  let folder: TestFolder;
  let port: number;
  let bundle: string;
  beforeAll(async () => {
    [journey, folder] = await Promise.all([startJourney(), makeFolder()]);
    bundle = await bundleCommandLine(folder.path);
    port = Number(new URL(journey.stack.siteUrl).port);
  });
  afterAll(async () => {
    await journey.stop();
    await folder.remove();
  });

  const briefwire = (at: number, words: string[], input?: string): Promise<Ended> =>
    runBundle(bundle, at, words, input);
  const run = (...words: string[]): Promise<Ended> => briefwire(port, words);
  const sentence = (text: string) =>
    expect.stringMatching(new RegExp(`^[^\\n]*${text}[^\\n]*\\n$`));

  it('publishes files of every kind, stores the good, names the bad with FILE:LINE, and ends with 1', async () => {
    const files = await Promise.all([
      folder.write('a.txt', '\uFEFFTrucks in text\r\n\r\nThirty a day.\r\n'),
      folder.write('b.md', '---\ntags: [gaza]\n---\n# Trucks in markdown\n\nThirty a day.\n'),
      folder.write('c.jsonl', '{"title": "Trucks in a line"}\n{"title": ""}\nnot JSON\n'),
      folder.write('d.json', '[{"title": "Trucks in JSON"}, {"body": "No title"}]'),
    ]);
    const missing = `${folder.path}/missing.txt`;
    const { code, stdout, stderr } = await run('--json', 'publish', ...files, missing);

    const results = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(results.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['Trucks in text', 'published'],
      ['Trucks in markdown', 'published'],
      ['Trucks in a line', 'published'],
      ['Trucks in JSON', 'published'],
    ]);
    expect(stderr.trimEnd().split('\n').sort()).toEqual(
      [
        `${files[2]}:2: the title is empty.`,
        `${files[2]}:3: the line is not JSON.`,
        `${files[3]} (briefing 2): the title is missing.`,
        `${missing}: there is no such file.`,
      ].sort(),
    );
    expect(code).toBe(1);
    const page = await journey.get(`/briefings/${results[1].briefingId}`);
    expect(page.html).toContain('Trucks in markdown');
  });

  it('names the files that no request can carry, and publishes the others', async () => {
    const files = await Promise.all([
      folder.write(
        'nested.json',
        `{"title": "N", "x": ${'['.repeat(99_999)}${']'.repeat(99_999)}}`,
      ),
      folder.write('endless.md', '---\na: &a\n  b: *a\n---\n# Endless\n'),
      folder.write('long.txt', `Long\n\n${'x'.repeat(5_000_000)}`),
      folder.write('good.txt', 'Trucks after all\n\nThirty a day.'),
    ]);
    const { code, stdout, stderr } = await run('publish', ...files);
    expect(stdout).toContain('Trucks after all');
    expect(stderr.trimEnd().split('\n')).toEqual([
      `${files[0]}: it is nested too deeply.`,
      `${files[1]}: it is nested too deeply.`,
      `${files[2]}: it is 5000026 bytes long; shorten it to 256000.`,
    ]);
    expect(code).toBe(1);
  });

  it('publishes what comes on standard input, whatever it is', async () => {
    const one = JSON.stringify(aBriefing({ title: 'Piped object' }), null, 2);
    const [text, object, list, lines, empty] = await Promise.all(
      [
        'Piped text\n\nBody',
        one,
        JSON.stringify([aBriefing(), aBriefing()]),
        `${JSON.stringify(aBriefing())}\n${JSON.stringify(aBriefing())}\n`,
        '',
      ].map((input) => briefwire(port, ['publish', '-'], input)),
    );
    expect(text?.stdout).toContain('Piped text');
    expect(object?.stdout).toContain('Piped object');
    expect(list?.stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(lines?.stdout.trimEnd().split('\n')).toHaveLength(2);
    for (const good of [text, object, list, lines]) {
      expect(good).toMatchObject({ code: 0, stderr: '' });
    }
    expect(empty).toEqual({ code: 1, stdout: '', stderr: sentence('it is empty') });
  });

  it('publishes more briefings than one request takes', async () => {
    const briefings = Array.from({ length: 120 }, () => JSON.stringify(aBriefing()));
    const file = await folder.write('many.jsonl', briefings.join('\n'));
    const { code, stdout } = await run('publish', file);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(120);
    await journey.stack.idle();
  });

  it('follows a subscriber from consent to being forgotten', async () => {
    const who = 'ann@example.org';
    const consent = ['--confirmed', '--consent', 'paper form, 3 May'];
    const followed = await run('subscribe', who, 'Gaza aid', 'Hezbollah', ...consent);
    expect(followed).toEqual({
      code: 0,
      stdout: `${who} now follows Gaza aid (instant).\n${who} now follows Hezbollah (instant).\n`,
      stderr: '',
    });

    const daily = ['--frequency', 'daily', '--time-zone', 'Asia/Tokyo', '--hour', '6'];
    const changed = await run('subscribe', who, 'Hezbollah', ...daily, ...consent, '--json');
    expect(JSON.parse(changed.stdout)).toEqual({
      email: who,
      expression: 'Hezbollah',
      frequency: 'daily',
      outcome: 'changed',
    });

    const [shown, json] = await Promise.all([
      run('subscriber', who),
      run('subscriber', who, '--json'),
    ]);
    expect(shown.stdout).toContain('Follows Hezbollah (daily)');
    expect(shown.stdout).toContain('paper form, 3 May');
    expect(JSON.parse(json.stdout)).toMatchObject({
      subscriber: { address: who },
      subscriptions: { length: 2 },
    });

    const due = await run('digests', '--at', '2100-01-01T00:00:00Z', '--json');
    expect(JSON.parse(due.stdout)).toMatchObject({ digests: 1, at: '2100-01-01T00:00:00.000Z' });
    await journey.stack.idle();

    const stopped = await run('unsubscribe', who);
    expect(stopped.stdout).toMatch(
      /no longer follows (Gaza aid, Hezbollah|Hezbollah, Gaza aid)\.\n$/,
    );
    expect((await run('unsubscribe', who)).stdout).toBe(`${who} followed nothing.\n`);
    expect(await run('forget', who)).toMatchObject({ code: 0, stdout: sentence('is forgotten') });
    expect(await run('subscriber', who)).toMatchObject({ code: 1, stdout: '' });
  });

  it('asks by mail where there is no consent', async () => {
    const { code, stdout } = await run('subscribe', 'bob@example.org', 'Gaza aid', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([0, { email: 'bob@example.org', outcome: 'asked' }]);
    await journey.stack.idle();
    expect(journey.emailsTo('bob@example.org').map(({ kind }) => kind)).toEqual(['confirm']);
  });

  it.each([
    ['an address that nobody has', ['unsubscribe', 'nobody@example.org'], 'Nobody subscribes'],
    ['a stranger who is looked up', ['subscriber', 'nobody@example.org'], 'Nobody subscribes'],
    ['a stranger who is to be forgotten', ['forget', 'nobody@example.org'], 'Nobody subscribes'],
    ['an address that is none', ['forget', 'nobody'], 'name@example.org'],
    ['a time that is none', ['digests', '--at', 'nonsense'], '"nonsense" is no time'],
    [
      'consent that is claimed and not told',
      ['subscribe', 'eve@example.org', 'Gaza', '--confirmed'],
      '--consent TEXT',
    ],
    [
      'a frequency that is none',
      ['subscribe', 'eve@example.org', 'Gaza', '--frequency', 'hourly'],
      'instant',
    ],
    [
      'an expression of stop words',
      ['subscribe', 'eve@example.org', 'the of and', '--confirmed', '--consent', 'here'],
      'too common',
    ],
  ])('refuses %s in a sentence on standard error, and ends with 1', async (_what, words, told) => {
    expect(await run(...words)).toEqual({ code: 1, stdout: '', stderr: sentence(told) });
  });

  it.each([
    ['no command', []],
    ['a command that is none', ['publich', 'a.txt']],
    ['publish without a file', ['publish']],
    ['subscribe without a topic', ['subscribe', 'ann@example.org']],
    ['an option that is none', ['digests', '--on', 'Monday']],
  ])('ends with 2 for wrong usage: %s', async (_what, words) => {
    const { code, stdout, stderr } = await run(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/briefwire/);
  });

  it('shows its help on standard output, and ends with 0', async () => {
    const { code, stdout, stderr } = await runSource(port, ['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of ['publish', 'subscribe', 'forget', 'digests']) {
      expect(stdout).toContain(command);
    }
  });

  it('says so when nothing listens, fails, or talks nonsense there', async () => {
    const gone = await startServer(() => undefined);
    await gone.stop();
    const failing = await startServer((_request, response) => {
      response.writeHead(500).end('{"message":"Internal Server Error"}');
    });
    const other = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Another site</h1>');
    });
    const lookUp = (at: number) => briefwire(at, ['subscriber', 'ann@example.org']);
    const ends = await Promise.all([gone, failing, other].map((server) => lookUp(server.port)));
    await Promise.all([failing.stop(), other.stop()]);

    expect(ends.map(({ code, stdout }) => ({ code, stdout }))).toEqual(
      Array(3).fill({ code: 1, stdout: '' }),
    );
    expect(ends[0]?.stderr).toEqual(sentence('npm start'));
    expect(ends[1]?.stderr).toEqual(sentence('The service failed \\(500\\)'));
    expect(ends[2]?.stderr).toEqual(sentence('The service failed'));
  });
});
