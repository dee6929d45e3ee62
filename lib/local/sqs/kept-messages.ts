import type { DeclaredQueue } from '../declared/queues';
import type { StoredState } from '../stored-state';
import type { SqsServer } from './sqs-server';

/** Puts back into the queues what lay in them when the stack was stopped. */
export async function restoreMessages(
  sqs: SqsServer,
  queues: readonly DeclaredQueue[],
  state: StoredState,
): Promise<void> {
  const kept = await state.readMessages();
  for (const { name, url } of queues) {
    for (const body of kept[name] ?? []) await sqs.send(url, body);
  }
}

/** Keeps what lies in the queues for the next start. */
export async function keepMessages(
  sqs: SqsServer,
  queues: readonly DeclaredQueue[],
  state: StoredState,
): Promise<void> {
  if (!state.isKept) return;
  const bodies = await Promise.all(
    queues.map(async ({ name }) => [name, await sqs.messages(name)] as const),
  );
  await state.writeMessages(Object.fromEntries(bodies));
}
