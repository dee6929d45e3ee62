import type { LocalStack } from './local-stack';
import type { Terminal } from './terminal';

const PARENT_LOOK_MS = 1_000;
/** A signal may come twice, from the terminal and from npm; a person's second Ctrl-C comes later. */
const IMPATIENCE_MS = 1_500;

/** Ends this process in order on Ctrl-C, on SIGTERM, and when the one that started it is gone. */
export function stopOnSignals(stack: LocalStack, terminal: Terminal): void {
  let stoppingSince: number | undefined;
  const stop = async () => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > IMPATIENCE_MS) process.exit(1);
      return;
    }
    stoppingSince = Date.now();
    try {
      await stack.stop();
      process.exit(0);
    } catch (error) {
      terminal.tell(`Stopping failed: ${error instanceof Error ? error.message : error}`);
      process.exit(1);
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_LOOK_MS).unref();
}
