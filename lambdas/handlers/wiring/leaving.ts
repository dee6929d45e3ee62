import { systemClock } from '../../adapters/clock';
import type { DynamoDb } from '../../adapters/dynamodb';
import { newSubscriberId } from '../../adapters/new-id';
import { UnsubscribeUndo } from '../../adapters/unsubscribe-undo';
import type { Environment } from '../../environment';
import { undoUnsubscribe } from '../../use-cases/undo-unsubscribe';
import { unsubscribeByLink } from '../../use-cases/unsubscribe-by-link';

/** Builds what the pages behind unsubscribe links need. */
export function wireLeaving(
  environment: Pick<Environment, 'SUBSCRIBERS_TABLE'>,
  dynamoDb: DynamoDb,
) {
  const { leaveAll, leaveTopic, restoreAll, restoreTopic } = new UnsubscribeUndo(
    dynamoDb,
    environment.SUBSCRIBERS_TABLE,
  );
  return {
    unsubscribeByLink: unsubscribeByLink({
      leaveAll,
      leaveTopic,
      newId: newSubscriberId,
      now: systemClock,
    }),
    undoUnsubscribe: undoUnsubscribe({ restoreAll, restoreTopic, now: systemClock }),
  };
}
