import { REGION } from './declared/names';

/** What every SDK client of the local stack is made with; DynamoDB Local keeps one database a key. */
export function clientSettings(endpoint: string, accessKeyId: string) {
  return {
    endpoint,
    region: REGION,
    credentials: { accessKeyId, secretAccessKey: 'local' },
  };
}
