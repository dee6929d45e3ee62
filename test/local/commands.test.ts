import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { javaProgram } from '../../lib/local/dynamodb/java';

// Each command starts its own service.
jest.setTimeout(120_000);

const ROOT = path.resolve(__dirname, '../..');
const TSX = path.join(ROOT, 'node_modules/.bin/tsx');

interface Command {
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when standard output contains the text. */
  printed(text: string): Promise<void>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

const LOGS = /Logs: (\S+)/;

const running: Command[] = [];
afterAll(async () => {
  for (const command of running) {
    command.process.kill();
    await command.ended;
    const [, log] = LOGS.exec(command.stderr()) ?? [];
    if (log !== undefined) await rm(path.join(ROOT, log));
  }
});

function run(script: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Command {
  return start([process.execPath, TSX, `bin/${script}.ts`, ...args], env);
}

function start([file = '', ...words]: string[], env: NodeJS.ProcessEnv = {}): Command {
  const child = spawn(file, words, {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', INBOX_PORT: '0', MAIL_PORT: '0', ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => code);
  const command: Command = {
    process: child,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    ended,
    printed: async (text) => {
      while (!output.stdout.includes(text)) {
        const next = once(child.stdout, 'data').then(() => 'more');
        if ((await Promise.race([next, ended.then(() => 'ended')])) === 'ended') {
          throw new Error(`The command ended: ${output.stderr}`);
        }
      }
    },
  };
  running.push(command);
  return command;
}

/** Creates a JAVA_HOME whose java writes its process id to the directory when it runs the server. */
async function javaThatWritesItsPid(directory: string): Promise<string> {
  const java = javaProgram(process.env);
  const script = `#!/bin/sh
case "$*" in *XmlConfiguration*) echo $$ >${directory}/process;; esac
exec ${java} "$@"`;
  await mkdir(path.join(directory, 'bin'));
  await writeFile(path.join(directory, 'bin/java'), script, { mode: 0o755 });
  return directory;
}

/** The titles of the newest briefings in the archive. */
async function titlesOf(site: string): Promise<(string | undefined)[]> {
  const html = await (await fetch(`${site}/archive`)).text();
  return [...html.matchAll(/<h\d[^>]*><a[^>]*>([^<]*)</g)].map(([, title]) => title);
}

describe('npm start', () => {
  it('prints the addresses in one line, publishes the samples, refuses a second start on its port, and stops on Ctrl-C', async () => {
    const mailDirectory = await mkdtemp(path.join(tmpdir(), 'emails-'));
    const command = run('local', ['--mail', mailDirectory, '--set', 'siteName=Harbour = News']);
    await command.printed('\n');
    const [, site = '', inbox = ''] =
      /^Briefwire is ready: site (\S+), inbox (\S+), email to alerts@in\.example\.org by SMTP on localhost:\d+\n$/.exec(
        command.stdout(),
      ) ?? [];
    expect(await titlesOf(site)).toContain('Gaza cut off by another communication blackout');
    expect(await (await fetch(site)).text()).toContain('Harbour = News');
    const form = { email: 'ann@example.org', expression: 'Gaza aid', frequency: 'instant' };
    await fetch(`${site}/subscribe`, { method: 'POST', body: new URLSearchParams(form) });
    while ((await readdir(mailDirectory)).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await (await fetch(`${inbox}/store`)).text()).toContain('ann@example.org');

    const [, log = ''] = LOGS.exec(command.stderr()) ?? [];
    const second = run('local', [], { PORT: new URL(site).port });
    expect(await second.ended).toBe(1);
    expect(second.stdout()).toBe('');
    expect(second.stderr()).toBe(
      `Port ${new URL(site).port}, for the site, is in use by another program. Stop it, or set PORT to another port.\n`,
    );
    // The second start doesn't overwrite the log of the first.
    expect(await readFile(path.join(ROOT, log), 'utf8')).toContain('"kind":"confirm"');

    command.process.kill('SIGINT');
    expect(await command.ended).toBe(0);
    await expect(fetch(site)).rejects.toThrow('fetch failed');
    await expect(fetch(inbox)).rejects.toThrow('fetch failed');
    expect(command.stderr()).not.toMatch(/warning|deprecat|SLF4J/i);
    await rm(mailDirectory, { recursive: true });
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'leaves nothing running when npm receives %s',
    async (signal) => {
      const command = start(['npm', 'start', '--', '--empty']);
      await command.printed('inbox http');
      const [site = ''] = /http:\S+(?=,)/.exec(command.stdout()) ?? [];
      expect((await fetch(site)).status).toBe(200);

      command.process.kill(signal);
      // The service holds the output open, so the command ends after it.
      await command.ended;
      await expect(fetch(site)).rejects.toThrow('fetch failed');
    },
  );

  it('names a damaged file in its data folder', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'data-'));
    const file = path.join(directory, 'queues.jsonl');
    await writeFile(file, 'null\n');
    const command = run('local', ['--empty', '--data', directory]);
    expect(await command.ended).toBe(1);
    expect(command.stderr()).toContain(`Line 1 of ${file} is damaged: `);
    await rm(directory, { recursive: true });
  });

  it('ends with a sentence if its database ends', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'java-'));
    const command = run('local', ['--empty'], { JAVA_HOME: await javaThatWritesItsPid(directory) });
    await command.printed('Briefwire is ready');
    process.kill(Number(await readFile(path.join(directory, 'process'), 'utf8')), 'SIGKILL');
    expect(await command.ended).toBe(1);
    const lines = command.stderr().trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('The database (DynamoDB Local)'))).toHaveLength(
      1,
    );
    expect(lines.at(-1)).toMatch(
      / has stopped, and the service needs it\. Start the service again\.$/,
    );
    await rm(directory, { recursive: true });
  });

  it('explains its options', async () => {
    const command = run('local', ['--help']);
    expect(await command.ended).toBe(0);
    expect(command.stdout()).toMatch(/^Usage: npm start .*--set NAME=VALUE/);
    expect(command.stdout()).toContain('--set NAME=VALUE   replace a setting of cdk.json');
  });

  it.each([
    [['--nonsense'], {}, 'Usage: npm start'],
    [['--data='], {}, '--data needs the name of a folder.'],
    [['--set', 'sendRate'], {}, '--set needs NAME=VALUE, such as sendRate=500, not "sendRate".'],
    [['--set', 'sendrate=5'], {}, 'There is no setting "sendrate".\nThe settings are: stage, '],
    [['--set', 'sendRate=0'], {}, 'The setting "sendRate" is "0", but it must be at least 1.\n'],
    [[], { PORT: 'eighty' }, 'PORT is eighty, but must be a port number up to 65535.'],
    [[], { PORT: '3499', INBOX_PORT: '3499' }, 'PORT and INBOX_PORT are both 3499.'],
    [[], { PORT: '3499', MAIL_PORT: '3499' }, 'PORT and MAIL_PORT are both 3499.'],
  ])(
    'refuses the arguments %j with the variables %j as wrong usage',
    async (args, env, sentence) => {
      const command = run('local', args, env);
      expect(await command.ended).toBe(2);
      expect(command.stderr()).toContain(sentence);
    },
  );
});

describe('npm run demo', () => {
  it('shows what was sent to whom, and leaves each email as .eml and .html', async () => {
    const command = run('demo');
    expect(await command.ended).toBe(0);
    expect(command.stderr()).toMatch(/^\d+ subscribers follow their topics…$/m);
    const [heading, ...rows] = command.stdout().trimEnd().split('\n');
    expect(heading).toMatch(/^TO +KIND +SUBJECT +TOPICS$/);
    expect(rows).toContainEqual(
      expect.stringMatching(/^gaza-aid@example\.com +alert +Gaza aid: .+ +Gaza aid$/),
    );
    expect(rows).toContainEqual(
      expect.stringMatching(
        /^hezbollah@example\.com +digest +\d+ briefings? on Hezbollah +Hezbollah$/,
      ),
    );
    const files = await readdir(path.join(ROOT, 'demo-output'));
    expect(files.filter((file) => file.endsWith('.eml'))).toHaveLength(rows.length);
    expect(files.filter((file) => file.endsWith('.html'))).toHaveLength(rows.length);
  });

  it('fails with a sentence when a file can’t be read', async () => {
    const command = run('demo', ['no-such-file.txt']);
    expect(await command.ended).toBe(1);
    expect(command.stderr()).toMatch(/no-such-file\.txt: there is no such file\./);
  });
});
