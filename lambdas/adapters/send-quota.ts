import { GetSendQuotaCommand, SESClient } from '@aws-sdk/client-ses';
import type { SendQuota } from '../domain/forecast';

/** Reads what the SES account may send. */
export function connectSendQuota() {
  const client = new SESClient({ maxAttempts: 5 });
  return async (): Promise<SendQuota> => {
    const quota = await client.send(new GetSendQuotaCommand({}));
    const { Max24HourSend = 0, SentLast24Hours = 0, MaxSendRate = 0 } = quota;
    return {
      perDay: Max24HourSend,
      sentLastDay: SentLast24Hours,
      perSecond: MaxSendRate,
    };
  };
}
