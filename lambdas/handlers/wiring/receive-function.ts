import { connectDynamoDb } from '../../adapters/dynamodb';
import { RawEmails } from '../../adapters/inbound/raw-emails';
import { readEnvironment } from '../../environment';
import { RECEIVE_VARIABLES, wireReceive } from './receive';

/** Builds what the function for received emails needs. */
export function wireReceiveFunction() {
  const environment = readEnvironment(
    [...RECEIVE_VARIABLES, 'INBOUND_BUCKET', 'INBOUND_REGION'],
    process.env,
  );
  return {
    readRaw: new RawEmails(environment.INBOUND_BUCKET, environment.INBOUND_REGION).read,
    receiveEmail: wireReceive(environment, connectDynamoDb()),
  };
}
