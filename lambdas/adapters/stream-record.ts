import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { type StoredBriefing, toBriefing } from './briefing-items';

/** The briefing in a stream record if it still has to be matched; undefined otherwise. */
export function briefingToMatch(record: DynamoDBRecord): StoredBriefing | undefined {
  const image = record.dynamodb?.NewImage;
  if (image === undefined) return undefined;
  const item = unmarshall(image as Record<string, AttributeValue>);
  return item.unmatchedSince === undefined ? undefined : toBriefing(item);
}
