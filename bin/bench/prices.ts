/**
 * List prices in USD for us-east-1, without free tiers, as of 24 November 2026:
 * https://aws.amazon.com/dynamodb/pricing/on-demand/, https://aws.amazon.com/sqs/pricing/,
 * https://aws.amazon.com/lambda/pricing/ (Arm), https://aws.amazon.com/sns/pricing/ and
 * https://aws.amazon.com/ses/pricing/
 */
const MILLION = 1_000_000;
export const PRICES = {
  writeUnit: 0.625 / MILLION,
  readUnit: 0.125 / MILLION,
  queueRequest: 0.4 / MILLION,
  lambdaRequest: 0.2 / MILLION,
  lambdaGbSecond: 0.0000133334,
  snsPublish: 0.5 / MILLION,
  sesEmail: 0.1 / 1_000,
} as const;

/** What was used, for any number of emails. */
export interface Usage {
  writeUnits: number;
  readUnits: number;
  queueRequests: number;
  lambdaRequests: number;
  lambdaGbSeconds: number;
  snsPublishes: number;
}

/** USD, without SES. */
export function costOf(usage: Usage): Record<keyof Usage, number> {
  return {
    writeUnits: usage.writeUnits * PRICES.writeUnit,
    readUnits: usage.readUnits * PRICES.readUnit,
    queueRequests: usage.queueRequests * PRICES.queueRequest,
    lambdaRequests: usage.lambdaRequests * PRICES.lambdaRequest,
    lambdaGbSeconds: usage.lambdaGbSeconds * PRICES.lambdaGbSecond,
    snsPublishes: usage.snsPublishes * PRICES.snsPublish,
  };
}
