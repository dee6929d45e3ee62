import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { SendOutcome } from '../domain/delivery';
import type { DeliverDependencies } from '../use-cases/deliver';

/**
 * A refusal for these reasons is about this mail, and will be the same tomorrow. Every other one
 * passes or can be mended, `MessageRejected` too: SES says so of an identity that is not verified
 * yet and of a paused account, while a mail with a virus is told of by a Reject event.
 * https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html
 */
const PERMANENT_ERRORS = new Set(['InvalidParameterValue', 'ValidationError']);

/** SES's words for "slower, please". */
const THROTTLING_ERRORS = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);
const THROTTLED_RETRY_SECONDS = 5;
/** The operator has something to mend. */
const UNAVAILABLE_RETRY_SECONDS = 300;

/** Past this (ms) we no longer know whether SES has the mail; the function itself has 30 s. */
const REQUEST_TIMEOUT_MS = 8_000;

/**
 * Sends raw mails by SES, as whom their From header names: SES takes a sender's name in other letters
 * than ASCII there, encoded, and refuses it in a `Source` beside it. The SDK must not try again by
 * itself: after a broken connection it would send a mail that SES already has.
 */
export function connectSes(
  configurationSet: string,
  answerMs = REQUEST_TIMEOUT_MS,
): DeliverDependencies['send'] {
  const client = new SESClient({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: answerMs,
      requestTimeout: answerMs,
      // Without this the SDK only warns, and waits on.
      throwOnRequestTimeout: true,
      // An answer that stops in the middle.
      socketTimeout: answerMs,
    },
  });
  return async ({ to, raw }, deliveryId) => {
    try {
      const { MessageId: messageId } = await client.send(
        new SendRawEmailCommand({
          Destinations: [to],
          RawMessage: { Data: raw },
          ConfigurationSetName: configurationSet,
          // Comes back with every event about the mail.
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
  if (THROTTLING_ERRORS.has(code))
    return { outcome: 'busy', code, seconds: THROTTLED_RETRY_SECONDS };
  // A fault on SES's side says nothing of how far the mail came.
  if (error.$fault === 'server') return { outcome: 'unknown', code };
  return { outcome: 'busy', code, seconds: UNAVAILABLE_RETRY_SECONDS };
}
