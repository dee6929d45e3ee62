import { systemClock } from '../../adapters/clock';
import type { DynamoDb } from '../../adapters/dynamodb';
import { findTagged } from '../../adapters/tagged-briefings';
import { issuePage } from '../../rendering/newsletters/issue-page';
import { fillIssue } from '../../use-cases/fill-issue';

/** Builds what fills a newsletter issue at the moment when it is published. */
export function wireFillIssue(dynamoDb: DynamoDb, briefingsTable: string) {
  return fillIssue({
    findBriefings: findTagged(dynamoDb, briefingsTable),
    renderPage: issuePage,
    now: systemClock,
  });
}
