import type { _Record, AttributeValue } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, AttributeValue as EventValue } from 'aws-lambda';
import { REGION } from '../template/references';

/**
 * Converts a stream record to the form that functions receive: bytes in base64, times in seconds.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function toLambdaRecord(record: _Record, eventSourceARN: string): DynamoDBRecord {
  const { dynamodb = {}, eventID, eventName, userIdentity } = record;
  const { ApproximateCreationDateTime, Keys, NewImage, OldImage, ...rest } = dynamodb;
  return {
    ...(eventID === undefined ? {} : { eventID }),
    ...(eventName === undefined ? {} : { eventName }),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    eventSourceARN,
    ...(userIdentity === undefined ? {} : { userIdentity: lowerCased(userIdentity) }),
    dynamodb: {
      ...rest,
      ...(ApproximateCreationDateTime === undefined
        ? {}
        : { ApproximateCreationDateTime: ApproximateCreationDateTime.getTime() / 1000 }),
      ...(Keys === undefined ? {} : { Keys: toEventItem(Keys) }),
      ...(NewImage === undefined ? {} : { NewImage: toEventItem(NewImage) }),
      ...(OldImage === undefined ? {} : { OldImage: toEventItem(OldImage) }),
    },
  };
}

/** Present if DynamoDB deleted an expired item: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html */
function lowerCased(identity: { Type?: string | undefined; PrincipalId?: string | undefined }) {
  return { type: identity.Type, principalId: identity.PrincipalId };
}

function toEventItem(item: Record<string, AttributeValue>): Record<string, EventValue> {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, toEventValue(value)]),
  );
}

function toEventValue(value: AttributeValue): EventValue {
  if (value.B) return { B: base64(value.B) };
  if (value.BS) return { BS: value.BS.map(base64) };
  if (value.L) return { L: value.L.map(toEventValue) };
  if (value.M) return { M: toEventItem(value.M) };
  if (value.N !== undefined) return { N: value.N };
  if (value.NS) return { NS: value.NS };
  if (value.S !== undefined) return { S: value.S };
  if (value.SS) return { SS: value.SS };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  return { NULL: true };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
