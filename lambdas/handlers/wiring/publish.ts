import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { findTagged } from '../../adapters/tagged-briefings';
import { detectLanguage } from '../../domain/languages/detect-language';
import { readIssue } from '../../domain/newsletters/read-issue';
import { readEnvironment } from '../../environment';
import { issuePage } from '../../rendering/newsletters/issue-page';
import { plainTextOf, sanitizeBody, sanitizeIssue } from '../../rendering/sanitize';
import { fillIssue } from '../../use-cases/fill-issue';
import { publishBriefings } from '../../use-cases/publish-briefings';

/** Builds what the publish function needs. */
export function wirePublish() {
  const { BRIEFINGS_TABLE } = readEnvironment(['BRIEFINGS_TABLE'], process.env);
  const dynamoDb = connectDynamoDb();
  const briefings = new Briefings(dynamoDb, BRIEFINGS_TABLE);
  const fill = fillIssue({
    findBriefings: findTagged(dynamoDb, BRIEFINGS_TABLE),
    renderPage: issuePage,
    now: systemClock,
  });
  return publishBriefings({
    sanitizeBody,
    plainTextOf,
    detectLanguage,
    readIssue: (markdown) => readIssue(markdown, { sanitize: sanitizeIssue }),
    storeBriefing: async (briefing, how) => briefings.store(await fill(briefing), how),
    now: systemClock,
  });
}
