import { REGION } from './template/references';

/** Settings for an SDK client of the local stack. DynamoDB Local keeps a database per access key. */
export function clientSettings(endpoint: string, accessKeyId: string) {
  return {
    endpoint,
    region: REGION,
    credentials: { accessKeyId, secretAccessKey: 'local' },
  };
}
