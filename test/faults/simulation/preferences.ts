import { connectDynamoDb } from '../../../lambdas/adapters/dynamodb';
import { Subscribers } from '../../../lambdas/adapters/subscribers';
import { readEnvironment } from '../../../lambdas/environment';
import {
  PREFERENCES_VARIABLES,
  wirePreferences,
} from '../../../lambdas/handlers/wiring/preferences';
import type { PreferenceAction } from '../scenarios/actions';

const environment = readEnvironment(PREFERENCES_VARIABLES, process.env);
const dynamoDb = connectDynamoDb();
const { file: subscriberFile } = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
const use = wirePreferences(environment, dynamoDb);

/** What someone presses, with the id of the briefing to mute. */
export interface PreferenceEvent {
  readonly subscriberId: string;
  readonly action: PreferenceAction;
  readonly briefingId?: string;
}

const UNCHANGED = {
  hour: '',
  timeZone: '',
  weekday: '',
  monthDay: '',
  wordingLanguage: '',
  maxAlertsPerDay: '',
};

/**
 * A function of the simulation that does what the pages about preferences do, without the pages: faults
 * strike it as any other.
 */
export async function handler(event: PreferenceEvent): Promise<{ statusCode: number }> {
  const { subscriberId, action, briefingId = '' } = event;
  const file = await subscriberFile(subscriberId);
  if (file === undefined) return { statusCode: 410 };
  switch (action.kind) {
    case 'pause':
      await use.pauseEmails(file, action.until);
      break;
    case 'resume':
      await use.resumeEmails(file);
      break;
    case 'set-quiet-hours': {
      const { from, to } = action;
      await use.setPreferences(file, { ...UNCHANGED, quietFrom: `${from}`, quietTo: `${to}` });
      break;
    }
    case 'mute':
      await use.muteStory(subscriberId, briefingId);
      break;
    case 'digest-now':
      await use.sendDigestNow(file);
      break;
    default:
      action satisfies never;
  }
  return { statusCode: 200 };
}
