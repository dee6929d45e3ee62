import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ManagedChildProcess } from '../../../lib/local/processes/child-process';

const PRINT_PID = 'console.log(process.pid); setInterval(() => {}, 1000)';

async function waitUntilEnded(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(20);
  }
}

async function pidOf(child: ManagedChildProcess): Promise<number> {
  while (child.lastOutput === '') await sleep(10);
  return Number(child.lastOutput);
}

describe('a managed child process', () => {
  it('ends when it is stopped', async () => {
    const child = ManagedChildProcess.start([process.execPath, '-e', PRINT_PID]);
    const pid = await pidOf(child);
    await child.stop();
    await waitUntilEnded(pid);
    expect(child.hasEnded).toBe(true);
  });

  it('ends when its parent is killed with SIGKILL', async () => {
    const module = path.resolve(__dirname, '../../../lib/local/processes/child-process.ts');
    const script = `
      const { ManagedChildProcess } = require(${JSON.stringify(module)});
      const child = ManagedChildProcess.start([process.execPath, '-e', ${JSON.stringify(PRINT_PID)}]);
      const timer = setInterval(() => { if (child.lastOutput) console.log(child.lastOutput); }, 10);`;
    const parent = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', script]);
    const [printed] = await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    await waitUntilEnded(Number.parseInt(String(printed), 10));
  });

  it('has ended when it exits by itself', async () => {
    const child = ManagedChildProcess.start(['/bin/sh', '-c', 'exit 3']);
    await child.ended;
    expect(child.hasEnded).toBe(true);
  });

  it('has the output of a child that failed', async () => {
    const child = ManagedChildProcess.start(['/bin/sh', '-c', 'echo no such table; exit 3']);
    while (!child.lastOutput) await sleep(10);
    expect(child.lastOutput).toBe('no such table');
    await child.stop();
  });
});
