import type { ConfigurationSets } from '../template/email-events';
import { errorResponse, type SesResponse } from './responses';
import type { SendRequest } from './send-request';

/** https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html */
const TAG_TEXT = /^[A-Za-z0-9_-]{1,256}$/;

/** Returns the error that SES would respond with, so that a mistake shows before a deployment. */
export function validateSend(
  { configurationSet, destinations, tags, email }: SendRequest,
  configurationSets: ConfigurationSets,
): SesResponse | undefined {
  if (configurationSet !== undefined && !configurationSets.has(configurationSet)) {
    const message = `Configuration set <${configurationSet}> does not exist.`;
    return errorResponse(400, 'ConfigurationSetDoesNotExist', message);
  }
  const invalidTag = Object.entries(tags)
    .flat()
    .find((text) => !TAG_TEXT.test(text));
  if (invalidTag !== undefined) {
    const message = `The message tag <${invalidTag}> has characters that SES doesn't allow.`;
    return errorResponse(400, 'InvalidParameterValue', message);
  }
  if (destinations.length === 0) {
    return errorResponse(400, 'InvalidParameterValue', 'The email has no destinations.');
  }
  if (!email.from?.address) {
    return errorResponse(400, 'InvalidParameterValue', "Missing required header 'From'.");
  }
  return undefined;
}
