import type { DeclaredConfigurationSets } from '../declared/mail-events';
import { failure, type SesAnswer } from './answers';
import type { SendRequest } from './send-request';

/** https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html */
const TAG_TEXT = /^[A-Za-z0-9_-]{1,256}$/;

/** What SES itself would not take, so that a mistake shows before it is deployed. */
export function refusalOf(
  { configurationSet, destinations, tags, email }: SendRequest,
  configurationSets: DeclaredConfigurationSets,
): SesAnswer | undefined {
  if (configurationSet !== undefined && !configurationSets.has(configurationSet)) {
    const message = `Configuration set <${configurationSet}> does not exist.`;
    return failure(400, 'ConfigurationSetDoesNotExist', message);
  }
  const unfit = Object.entries(tags)
    .flat()
    .find((text) => !TAG_TEXT.test(text));
  if (unfit !== undefined) {
    return failure(400, 'InvalidParameterValue', `The tag text <${unfit}> is not allowed.`);
  }
  if (destinations.length === 0) {
    return failure(400, 'InvalidParameterValue', 'The mail has no destinations.');
  }
  if (!email.from?.address) {
    return failure(400, 'InvalidParameterValue', "Missing required header 'From'.");
  }
  return undefined;
}
