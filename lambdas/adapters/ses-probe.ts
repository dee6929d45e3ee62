import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Email } from '../domain/delivery';
import type { ProbeOutcome } from '../use-cases/recover-deliveries';
import { describeError } from './logger';
import { PROBE_TAG } from './ses-event';

/** How long (ms) to wait for SES's answer. The next run of `recover` sends another probe. */
const REQUEST_TIMEOUT_MS = 5_000;

/**
 * Sends probes through SES: emails that are no delivery, so they have another tag. Returns the name of
 * the error if SES did not accept one.
 */
export function connectSesForProbes(
  configurationSet: string,
): (email: Email) => Promise<ProbeOutcome> {
  const client = new SESClient({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      socketTimeout: REQUEST_TIMEOUT_MS,
    },
  });
  return async ({ to, raw }) => {
    try {
      await client.send(
        new SendRawEmailCommand({
          Destinations: [to],
          RawMessage: { Data: raw },
          ConfigurationSetName: configurationSet,
          Tags: [{ Name: PROBE_TAG, Value: 'send-events' }],
        }),
      );
      return { accepted: true };
    } catch (error) {
      return { accepted: false, code: describeError(error).error };
    }
  };
}
