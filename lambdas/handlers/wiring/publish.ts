import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { detectLanguage } from '../../domain/languages/detect-language';
import { readEnvironment } from '../../environment';
import { plainTextOf, sanitizeBody } from '../../rendering/sanitize';
import { publishBriefings } from '../../use-cases/publish-briefings';

/** Builds what the publish function needs. */
export function wirePublish() {
  const { BRIEFINGS_TABLE } = readEnvironment(['BRIEFINGS_TABLE'], process.env);
  return publishBriefings({
    sanitizeBody,
    plainTextOf,
    detectLanguage,
    storeBriefing: new Briefings(connectDynamoDb(), BRIEFINGS_TABLE).store,
    now: systemClock,
  });
}
