import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { isFreshClaim } from '../domain/delivery';
import type { SendOutcome } from '../domain/delivery-outcome';
import type { DeliverDependencies } from '../use-cases/deliver';
import { FreshConnections } from './fresh-connections';

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
/**
 * SES answers with the same code if the send rate is exceeded, which passes within a second, and if the
 * daily quota is, which can last for hours. Only the message tells them apart:
 * https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
 */
const DAILY_QUOTA_MESSAGE = /daily message quota exceeded/i;

/** Errors that every email of this stage gets until the operator or AWS lifts the pause. */
const PAUSED_ERRORS = new Set([
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
]);

const THROTTLED_RETRY_SECONDS = 1;
/** For errors that the operator has to fix. */
const UNAVAILABLE_RETRY_SECONDS = 300;

/**
 * How long (ms) a connection may be idle. A server closes idle connections. If one died while AWS had frozen
 * the worker, the next request breaks it, and then nobody knows whether SES has the email.
 */
const MAX_IDLE_MS = 4_000;

/** How long (ms) to wait for SES's answer. After that, nobody knows whether SES has the email. */
const REQUEST_TIMEOUT_MS = 8_000;

/**
 * Sends raw emails through SES. The sender is taken from the From header, where SES accepts an encoded
 * name with non-ASCII letters; it rejects such a name in the `Source` parameter. The SDK must not retry:
 * after a broken connection it would send an email that SES already has.
 *
 * An email whose claim is too old is not sent. After a request is signed, SES accepts it for five minutes
 * only (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html).
 */
export function connectSes(
  configurationSet: string,
  now: () => string,
  timeoutMs = REQUEST_TIMEOUT_MS,
): DeliverDependencies['send'] {
  const connections = new FreshConnections(MAX_IDLE_MS, () => Date.parse(now()));
  const client = new SESClient({
    maxAttempts: 1,
    requestHandler: {
      httpAgent: connections.httpAgent,
      httpsAgent: connections.httpsAgent,
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      // Without this, the SDK only logs a warning and keeps waiting.
      throwOnRequestTimeout: true,
      // For a response that stops in the middle.
      socketTimeout: timeoutMs,
    },
  });
  return async ({ to, raw }, { deliveryId, claimedAt }) => {
    connections.closeIdle();
    if (!isFreshClaim(claimedAt, now())) return { outcome: 'too-late' };
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
  if (PAUSED_ERRORS.has(code)) return { outcome: 'paused', code };
  if (THROTTLING_ERRORS.has(code)) {
    if (DAILY_QUOTA_MESSAGE.test(error.message)) return { outcome: 'paused', code };
    return { outcome: 'busy', code, seconds: THROTTLED_RETRY_SECONDS };
  }
  // After a server error, SES may or may not have accepted the email.
  if (error.$fault === 'server') return { outcome: 'unknown', code };
  return { outcome: 'busy', code, seconds: UNAVAILABLE_RETRY_SECONDS };
}
