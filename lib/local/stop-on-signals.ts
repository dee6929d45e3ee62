import type { LocalStack } from './local-stack';
import type { Terminal } from './terminal';

const PARENT_CHECK_INTERVAL_MS = 1_000;
/** One Ctrl-C can send two signals, from the terminal and from npm. A person's second one is later. */
const FORCE_EXIT_AFTER_MS = 1_500;

/** Stops the stack and exits on Ctrl-C, SIGTERM and SIGHUP, and when the parent process ends. */
export function stopOnSignals(stack: LocalStack, terminal: Terminal): void {
  let stoppingSince: number | undefined;
  const stop = async () => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > FORCE_EXIT_AFTER_MS) process.exit(1);
      return;
    }
    stoppingSince = Date.now();
    try {
      await stack.stop();
      process.exit(0);
    } catch (error) {
      terminal.info(`Stopping failed: ${error instanceof Error ? error.message : error}`);
      process.exit(1);
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_CHECK_INTERVAL_MS).unref();
}
