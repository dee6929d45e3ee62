import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { DeliveryLog } from '../../adapters/delivery-log';
import type { DynamoDb } from '../../adapters/dynamodb';
import { Matches } from '../../adapters/matches';
import type { Environment } from '../../environment';
import { addTopic } from '../../use-cases/add-topic';
import { changeFrequency } from '../../use-cases/change-frequency';
import { followTopics } from '../../use-cases/follow-topics';
import { carryOutCommand } from '../../use-cases/receive-email/carry-out-command';
import { wireLeaving } from './leaving';
import { type PREFERENCES_VARIABLES, wirePreferences } from './preferences';
import type { wireSubscriptions } from './subscriptions';

export const COMMANDS_VARIABLES = ['TOPIC_LANGUAGE', 'DELIVERIES_TABLE'] as const;

type Variables = (typeof COMMANDS_VARIABLES | typeof PREFERENCES_VARIABLES)[number];

/** Builds what carries out the commands of emails, when they come or when they are confirmed on a page. */
export function wireCommands(
  environment: Pick<Environment, Variables>,
  dynamoDb: DynamoDb,
  subscriptions: ReturnType<typeof wireSubscriptions>,
) {
  const { followDependencies } = subscriptions;
  const language = environment.TOPIC_LANGUAGE;
  const deliveries = new DeliveryLog(dynamoDb, environment.DELIVERIES_TABLE);
  const { pauseEmails, resumeEmails, muteStory, unmuteStory } = wirePreferences(
    environment,
    dynamoDb,
  );
  return {
    followTopics: followTopics(followDependencies),
    carryOut: carryOutCommand({
      language,
      addTopic: addTopic({ ...followDependencies, language }),
      changeFrequency: changeFrequency({
        changeFrequency: subscriptions.changeFrequency,
        now: systemClock,
      }),
      unsubscribe: wireLeaving(environment, dynamoDb).unsubscribeByLink,
      pauseEmails,
      resumeEmails,
      muteStory,
      unmuteStory,
      deliveriesById: deliveries.byIds,
      briefings: new Briefings(dynamoDb, environment.BRIEFINGS_TABLE).headings,
      matchesOfBriefing: new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock).ofBriefing,
    }),
  };
}
