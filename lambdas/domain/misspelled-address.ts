import { editDistance } from './edit-distance';
import { isMailProvider } from './mail-domain';

/**
 * Domains of big providers that people misspell. Short names such as `gmx.de` or `live.com` are not among
 * them: too many other domains differ from them by one letter only.
 */
const OFTEN_MISSPELLED =
  `gmail.com googlemail.com hotmail.com hotmail.fr hotmail.de hotmail.es hotmail.it
  hotmail.co.uk outlook.com outlook.fr outlook.de outlook.es yahoo.com yahoo.fr yahoo.de yahoo.es
  yahoo.co.uk icloud.com protonmail.com fastmail.com laposte.net orange.fr wanadoo.fr freenet.de
  t-online.de libero.it yandex.ru`.split(/\s+/);

/**
 * The address that was probably meant, if its domain is that of a big provider except for one letter that is
 * missing, wrong, swapped or too many: `ann@gmial.com` was probably meant to be `ann@gmail.com`.
 */
export function suggestAddress(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (isMailProvider(domain)) return undefined;
  const meant = OFTEN_MISSPELLED.find((known) => editDistance(domain, known) === 1);
  return meant === undefined ? undefined : `${address.slice(0, at)}@${meant}`;
}
