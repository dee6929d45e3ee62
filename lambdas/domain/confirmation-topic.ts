import type { ReadField } from './read-field';
import { refuse } from './refusal';

/**
 * A web address as people or programs write it, to be opened: with a scheme, with `www.`, or with a path.
 * A bare name such as `booking.com` can be a topic; emails show it so that no program links it.
 */
const WEB_ADDRESS =
  /[a-z][a-z\d+.-]*:\/\/|\b(?:mailto|tel|javascript|data):|\bwww\.|[\p{L}\d-]\.\p{L}{2,}[/?#:]\S/iu;

/**
 * Refuses a topic with a web address. The confirmation email quotes the topic that was typed in the form,
 * so a stranger could send anyone a link to their own page under our name.
 */
export function refuseWebAddress(expression: string): ReadField<string> {
  return WEB_ADDRESS.test(expression.normalize('NFKC'))
    ? refuse('webAddress')
    : { outcome: 'read', value: expression };
}
