import { FREQUENCIES } from '../frequency';
import { localTimeAt } from '../local-time';
import type { CommandResult } from './command-result';
import type { ResolvedCommand } from './resolved-command';

/**
 * In bytes of JSON: more do not fit into a link, because API Gateway accepts 10,240 bytes of request line and headers.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const MAX_COMMANDS_BYTES = 4_000;

/**
 * The commands that take back what was done, for the link in its receipt; none if nothing was changed, or if there is
 * too much. `now` is ISO 8601; dates are in `timeZone`.
 */
export function undoCommands(
  result: CommandResult,
  context: { timeZone: string; now: string },
): ResolvedCommand[] {
  const commands = inverseOf(result, context);
  return Buffer.byteLength(JSON.stringify(commands)) > MAX_COMMANDS_BYTES ? [] : commands;
}

function inverseOf(
  result: CommandResult,
  { timeZone, now }: { timeZone: string; now: string },
): ResolvedCommand[] {
  switch (result.result) {
    case 'followed': {
      const { topicId, expression } = result.topic;
      return [{ kind: 'unfollow', topic: { topicId, expression } }];
    }
    case 'frequency-set':
      return FREQUENCIES.flatMap((frequency) => {
        const topics = result.topics.filter((topic) => topic.frequency === frequency);
        const topicIds = topics.map(({ topicId }) => topicId);
        return topics.length === 0 || frequency === result.frequency
          ? []
          : [{ kind: 'set-frequency', frequency, topicIds }];
      });
    case 'unfollowed':
      return result.topics.map(({ expression, frequency }) => ({
        kind: 'follow',
        expression,
        frequency,
      }));
    case 'paused':
      return [{ kind: 'resume' }];
    case 'resumed': {
      const { formerEnd } = result;
      if (formerEnd === undefined || formerEnd <= now) return [];
      return [{ kind: 'pause', until: localTimeAt(formerEnd, timeZone).date }];
    }
    case 'muted':
      return [{ kind: 'unmute', briefingId: result.briefingId }];
    case 'unmuted':
    case 'listed':
    case 'explained':
    case 'helped':
    case 'refused':
    case 'not-followed':
    case 'not-in-reply':
    case 'incomplete':
    case 'misspelled':
    case 'no-command':
      return [];
    default:
      return result satisfies never;
  }
}
