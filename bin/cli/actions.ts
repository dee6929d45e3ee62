import type { Command } from 'commander';
import type { StreamOutput } from './output';
import { connectService, type Service } from './service';

type Work<A extends unknown[]> = (output: StreamOutput, ...args: A) => Promise<void>;
type ServiceWork<A extends unknown[]> = (
  service: Service,
  output: StreamOutput,
  ...args: A
) => Promise<void>;

/**
 * Wraps the function of a command as an action of commander, which passes it arguments and options.
 */
export interface Actions {
  /** For a command that needs no service. */
  withOutput<A extends unknown[]>(work: Work<A>): (...args: A) => Promise<void>;
  /** For a command on the local stack, or with `--stack` on a deployed one. */
  withService<A extends unknown[]>(work: ServiceWork<A>): (...args: A) => Promise<void>;
}

/** After this time (ms) without a result, the command says that it is still working. */
const PROGRESS_INTERVAL_MS = 2_000;

export function createActions(program: Command, output: StreamOutput): Actions {
  const globals = () => program.opts<{ stack?: string; json: boolean }>();
  const withOutput: Actions['withOutput'] =
    (work) =>
    async (...args) => {
      output.json = globals().json;
      await work(output, ...args);
    };
  return {
    withOutput,
    withService: (work) =>
      withOutput(async (output, ...args) => {
        const progress = setInterval(() => output.info('Still working…'), PROGRESS_INTERVAL_MS);
        try {
          await work(await connectService(globals().stack), output, ...args);
        } finally {
          clearInterval(progress);
        }
      }),
  };
}
