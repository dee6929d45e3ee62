import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TiedChild } from '../../../lib/local/processes/tied-child';

const PRINTS_ITS_ID = 'console.log(process.pid); setInterval(() => {}, 1000)';

async function untilEnded(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(20);
  }
}

async function pidOf(child: TiedChild): Promise<number> {
  while (child.lastOutput === '') await sleep(10);
  return Number(child.lastOutput);
}

describe('a tied child process', () => {
  it('ends when it is stopped', async () => {
    const child = TiedChild.start([process.execPath, '-e', PRINTS_ITS_ID]);
    const pid = await pidOf(child);
    await child.stop();
    await untilEnded(pid);
    expect(child.hasEnded).toBe(true);
  });

  it('ends when its parent is killed without warning', async () => {
    const module = path.resolve(__dirname, '../../../lib/local/processes/tied-child.ts');
    const script = `
      const { TiedChild } = require(${JSON.stringify(module)});
      const child = TiedChild.start([process.execPath, '-e', ${JSON.stringify(PRINTS_ITS_ID)}]);
      const timer = setInterval(() => { if (child.lastOutput) console.log(child.lastOutput); }, 10);`;
    const parent = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', script]);
    const [printed] = await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    await untilEnded(Number.parseInt(String(printed), 10));
  });

  it('is known to have ended when it ends by itself', async () => {
    const child = TiedChild.start(['/bin/sh', '-c', 'exit 3']);
    await child.ended;
    expect(child.hasEnded).toBe(true);
  });

  it('tells what a child printed before it failed', async () => {
    const child = TiedChild.start(['/bin/sh', '-c', 'echo no such table; exit 3']);
    while (!child.lastOutput) await sleep(10);
    expect(child.lastOutput).toBe('no such table');
    await child.stop();
  });
});
