import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

interface Race {
  /** Makes what both work on, with a name of its own. */
  prepare: (name: string) => Promise<void>;
  /** Interrupted by `other`. Its outcome does not matter, but it must not fail. */
  run: (name: string) => Promise<unknown>;
  other: (name: string) => Promise<unknown>;
  check: (name: string) => Promise<void>;
}

/**
 * Runs the two once for each call that `run` makes to DynamoDB, with all of `other` before that call, and
 * checks each time. Returns how many calls it interrupted.
 */
export async function interleaveAtEveryCall(
  client: DynamoDBDocumentClient,
  { prepare, run, other, check }: Race,
): Promise<number> {
  for (let index = 0; ; index += 1) {
    const name = `race${index}`;
    await prepare(name);
    const hasRun = await interruptAt(client, index, {
      run: () => run(name),
      other: () => other(name),
    });
    if (!hasRun) return index;
    await check(name);
  }
}

/** False if `run` made fewer calls, so that `other` did not run. */
async function interruptAt(
  client: DynamoDBDocumentClient,
  index: number,
  { run, other }: { run: () => Promise<unknown>; other: () => Promise<unknown> },
): Promise<boolean> {
  let calls = 0;
  let hasRun = false;
  client.middlewareStack.add(
    (next) => async (call) => {
      calls += 1;
      if (!hasRun && calls > index) {
        hasRun = true;
        await other();
      }
      return next(call);
    },
    { step: 'initialize', name: 'interrupt' },
  );
  try {
    await run();
  } finally {
    client.middlewareStack.remove('interrupt');
  }
  return hasRun;
}
