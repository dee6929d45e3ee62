import { aBriefing } from '../support/briefings';
import { type CommandResult, runCommand, runShell } from '../support/command-line';
import { makeFolder, type TestFolder } from '../support/folder';
import { type Journey, startJourney } from '../support/journey';

/** The reader of the pipe ends at once. Exits as the command line does. */
const INTO_CLOSED_PIPE = '"$@" | true; exit $PIPESTATUS';

/** Each command is a separate process, so a test runs independent commands in parallel. */
describe('briefwire', () => {
  let journey: Journey;
  let folder: TestFolder;
  let port: number;
  beforeAll(async () => {
    [journey, folder] = await Promise.all([startJourney(), makeFolder()]);
    port = Number(new URL(journey.stack.siteUrl).port);
  });
  afterAll(async () => {
    await journey.stop();
    await folder.remove();
  });

  const run = (...words: string[]): Promise<CommandResult> => runCommand(port, words);
  const sentence = (text: string) =>
    expect.stringMatching(new RegExp(`^[^\\n]*${text}[^\\n]*\\n$`));

  it('publishes files of every kind, names what it refuses by FILE:LINE, and exits with 1', async () => {
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

  it('schedules a briefing, lists what waits, and cancels it', async () => {
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const front = `---\nid: later\nsendAt: ${sendAt}\n---\n`;
    const file = await folder.write('later.md', `${front}# Trucks later\n\nThirty a day.\n`);
    const published = await run('publish', file);
    expect(published.stdout).toMatch(/^scheduled {2}Trucks later {2}\(later\) {2}for 20\S+Z\n$/);
    const { stdout } = await run('--json', 'scheduled');
    expect(JSON.parse(stdout)).toEqual({
      id: 'later',
      title: 'Trucks later',
      sendAt: expect.stringMatching(/Z$/),
    });
    expect(await run('scheduled', 'cancel', 'later')).toMatchObject({
      code: 0,
      stdout: 'The briefing later will not be published.\n',
    });
    const [again, empty] = await Promise.all([
      run('scheduled', 'cancel', 'later'),
      run('scheduled', 'list'),
    ]);
    expect(again).toMatchObject({
      code: 1,
      stderr: 'No briefing with the id later is scheduled.\n',
    });
    expect(empty).toMatchObject({ code: 0, stdout: '', stderr: 'No briefing is scheduled.\n' });
  });

  it('names the files that are too large for a request, and publishes the others', async () => {
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

  it('publishes standard input in any of the formats', async () => {
    const one = JSON.stringify(aBriefing({ title: 'Piped object' }), null, 2);
    const [text, object, list, lines, empty] = await Promise.all(
      [
        'Piped text\n\nBody',
        one,
        JSON.stringify([aBriefing(), aBriefing()]),
        `${JSON.stringify(aBriefing())}\n${JSON.stringify(aBriefing())}\n`,
        '',
      ].map((input) => runCommand(port, ['publish', '-'], input)),
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

  it('publishes more briefings than one request can carry', async () => {
    const briefings = Array.from({ length: 120 }, () => JSON.stringify(aBriefing()));
    const file = await folder.write('many.jsonl', briefings.join('\n'));
    const { code, stdout } = await run('publish', file);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(120);
    await journey.stack.idle();
  });

  it('subscribes, shows, unsubscribes and forgets a subscriber', async () => {
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

    const topics = await run('topics', '--json');
    const listed = topics.stdout.split('\n').filter((line) => line.includes('"hezbollah"'));
    expect(listed.map((line) => Object.keys(JSON.parse(line)).sort())).toEqual([
      ['anchors', 'expression', 'followers', 'language', 'name', 'topicId'],
    ]);

    const due = await run('digests', '--at', '2100-01-01T00:00:00Z', '--json');
    expect(JSON.parse(due.stdout)).toEqual({ digests: 1, at: '2100-01-01T00:00:00.000Z' });
    await journey.stack.idle();

    const stopped = await run('unsubscribe', who);
    expect(stopped.stdout).toMatch(
      /no longer follows (Gaza aid, Hezbollah|Hezbollah, Gaza aid)\.\n$/,
    );
    expect((await run('unsubscribe', who)).stdout).toBe(`${who} followed nothing.\n`);
    expect(await run('forget', who)).toMatchObject({ code: 0, stdout: sentence('is forgotten') });
    expect(await run('subscriber', who)).toMatchObject({ code: 1, stdout: '' });
  });

  it('asks for confirmation by email when there is no consent', async () => {
    const { code, stdout } = await run('subscribe', 'bob@example.org', 'Gaza aid', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([0, { email: 'bob@example.org', outcome: 'asked' }]);
    await journey.stack.idle();
    expect(journey.emailsTo('bob@example.org').map(({ kind }) => kind)).toEqual(['confirm']);
  });

  it.each([
    [
      'to unsubscribe an unknown address',
      ['unsubscribe', 'nobody@example.org'],
      'Nobody subscribes',
    ],
    ['to show an unknown address', ['subscriber', 'nobody@example.org'], 'Nobody subscribes'],
    ['to forget an unknown address', ['forget', 'nobody@example.org'], 'Nobody subscribes'],
    ['an invalid address', ['forget', 'nobody'], 'name@example.org'],
    ['an invalid time', ['digests', '--at', 'nonsense'], '"nonsense" isn\'t a valid time.'],
    [
      'confirmed consent without a text',
      ['subscribe', 'eve@example.org', 'Gaza', '--confirmed'],
      '--consent TEXT',
    ],
    [
      'an unknown frequency',
      ['subscribe', 'eve@example.org', 'Gaza', '--frequency', 'hourly'],
      'instant',
    ],
    [
      'an expression of stop words',
      ['subscribe', 'eve@example.org', 'the of and', '--confirmed', '--consent', 'here'],
      'too common',
    ],
  ])(
    'refuses %s in a sentence on standard error, and exits with 1',
    async (_what, words, reason) => {
      expect(await run(...words)).toEqual({ code: 1, stdout: '', stderr: sentence(reason) });
    },
  );

  it.each([
    ['no command', []],
    ['an unknown command', ['publich', 'a.txt']],
    ['publish without a file', ['publish']],
    ['subscribe without a topic', ['subscribe', 'ann@example.org']],
    ['an unknown option', ['digests', '--on', 'Monday']],
  ])('exits with 2 for wrong usage: %s', async (_what, words) => {
    const { code, stdout, stderr } = await run(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/briefwire/);
  });

  it('shows its help on standard output, and exits with 0', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of ['publish', 'subscribe', 'forget', 'digests']) {
      expect(stdout).toContain(command);
    }
  });

  it('suggests the command that was meant', async () => {
    expect((await run('publich')).stderr).toContain('Did you mean publish?');
  });

  it('refuses a file of aliases that isn’t UTF-8 text, and keeps the aliases', async () => {
    const aliases = await folder.write('aliases.txt', 'Hezbollah, Hizbullah\n');
    expect(await run('aliases', aliases)).toMatchObject({ code: 0 });
    const broken = [
      await folder.write('random.bin', Buffer.from([0x47, 0xff, 0xfe, 0x80, 0x2c, 0xc3])),
      await folder.write('nul.bin', Buffer.from('Gaza,\0\0Ghazza\n')),
      `${folder.path}/missing.txt`,
      folder.path,
    ];
    const results = await Promise.all(broken.map((file) => run('aliases', file)));
    for (const [index, result] of results.entries()) {
      expect(result).toEqual({ code: 1, stdout: '', stderr: sentence(broken[index] ?? '') });
    }
    expect(results[0]?.stderr).toContain('not UTF-8');
    expect((await run('aliases')).stdout).toBe('Hezbollah, Hizbullah\n');
    await run('aliases', await folder.write('none.txt', ''));
  });

  describe('when its output can’t be written', () => {
    let commands: string[][];
    beforeAll(async () => {
      const text = await folder.write('text.txt', 'Trucks\n\nThirty a day.\n');
      const briefings = await folder.write('b.jsonl', '{"id": 1, "title": "Trucks"}\n');
      const topics = await folder.write('t.jsonl', '{"id": 1, "expression": "trucks"}\n');
      const consent = ['--confirmed', '--consent', 'here'];
      await run('subscribe', 'closed@example.org', 'Trucks', ...consent);
      commands = [
        ['--help'],
        ['topics'],
        ['topics', 'show', 'Trucks'],
        ['topics', 'verify'],
        ['aliases'],
        ['publish', text],
        ['subscribe', 'closed@example.org', 'Trucks', ...consent],
        ['subscriber', 'closed@example.org'],
        ['digests'],
        ['explain', 'Trucks', text],
        ['match', '--topics', topics, '--briefings', briefings],
      ];
    });

    it('ends quietly with 0 when the reader has closed the pipe', async () => {
      const run = async (words: string[]) => [words, await runShell(port, INTO_CLOSED_PIPE, words)];
      expect(await Promise.all(commands.map(run))).toEqual(
        commands.map((words) => [words, { code: 0, stdout: '', stderr: '' }]),
      );
    });

    it('says in a sentence that the disk is full, and exits with 1', async () => {
      const run = async (words: string[]) => [
        words,
        await runShell(port, '"$@" > /dev/full', words),
      ];
      const stderr = sentence('the disk is full');
      expect(await Promise.all(commands.map(run))).toEqual(
        commands.map((words) => [words, { code: 1, stdout: '', stderr }]),
      );
    });

    it('still publishes everything when the reader has closed the pipe', async () => {
      const titles = Array.from({ length: 60 }, (_, number) => `Unread briefing ${number}`);
      const lines = titles.map((title) => JSON.stringify(aBriefing({ title, id: title })));
      const file = await folder.write('unread.jsonl', lines.join('\n'));
      await runShell(port, INTO_CLOSED_PIPE, ['publish', file]);
      const { stdout } = await run('publish', file);
      expect(stdout.match(/^unchanged/gm)).toHaveLength(60);
    });
  });
});
