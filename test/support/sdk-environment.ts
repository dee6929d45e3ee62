/**
 * Makes the SDK clients of this process call the server at `url` instead of the AWS service (`SES`, `SQS`).
 *
 * @returns a function that restores the environment.
 */
export function pointSdkAt(service: 'SES' | 'SQS', url: string): () => void {
  const former = { ...process.env };
  Object.assign(process.env, {
    [`AWS_ENDPOINT_URL_${service}`]: url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  return () => {
    process.env = former;
  };
}
