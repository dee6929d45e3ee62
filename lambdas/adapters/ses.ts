import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { SendOutcome } from '../domain/delivery';
import type { DeliverDependencies } from '../use-cases/deliver';

/**
 * Errors caused by the email itself, which would fail again. All others pass or can be fixed by the
 * operator. This includes `MessageRejected`: SES returns it for an identity that is not verified and
 * for a paused account, but reports an email with a virus by a Reject event.
 * https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html
 */
const PERMANENT_ERRORS = new Set(['InvalidParameterValue', 'ValidationError']);

const THROTTLING_ERRORS = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);
const THROTTLED_RETRY_SECONDS = 5;
/** For errors that the operator has to fix. */
const UNAVAILABLE_RETRY_SECONDS = 300;

/** How long (ms) to wait for SES's answer. After that, nobody knows whether SES has the email. */
const REQUEST_TIMEOUT_MS = 8_000;

/**
 * Sends raw emails through SES. The sender is taken from the From header, where SES accepts an encoded
 * name with non-ASCII letters; it rejects such a name in the `Source` parameter. The SDK must not retry:
 * after a broken connection it would send an email that SES already has.
 */
export function connectSes(
  configurationSet: string,
  timeoutMs = REQUEST_TIMEOUT_MS,
): DeliverDependencies['send'] {
  const client = new SESClient({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      // Without this, the SDK only logs a warning and keeps waiting.
      throwOnRequestTimeout: true,
      // For a response that stops in the middle.
      socketTimeout: timeoutMs,
    },
  });
  return async ({ to, raw }, deliveryId) => {
    try {
      const { MessageId: messageId } = await client.send(
        new SendRawEmailCommand({
          Destinations: [to],
          RawMessage: { Data: raw },
          ConfigurationSetName: configurationSet,
          // SES includes the tag in every event about the email.
          Tags: [{ Name: 'deliveryId', Value: deliveryId }],
        }),
      );
      return { outcome: 'accepted', messageId: messageId ?? '' };
    } catch (error) {
      return classifyError(error);
    }
  };
}

function classifyError(error: unknown): SendOutcome {
  if (!(error instanceof Error)) throw error;
  const code = error.name;
  if (!(error instanceof SESServiceException)) return { outcome: 'unknown', code };
  if (PERMANENT_ERRORS.has(code)) return { outcome: 'refused', code };
  if (THROTTLING_ERRORS.has(code)) {
    return { outcome: 'busy', code, seconds: THROTTLED_RETRY_SECONDS };
  }
  // After a server error, SES may or may not have accepted the email.
  if (error.$fault === 'server') return { outcome: 'unknown', code };
  return { outcome: 'busy', code, seconds: UNAVAILABLE_RETRY_SECONDS };
}
