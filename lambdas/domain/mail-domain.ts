/** Addresses at one domain may request this many confirmations in an hour. */
const MAX_REQUESTS_PER_HOUR = 100;
/** For domains where anyone can have a mailbox, so that many strangers share them. */
const MAX_REQUESTS_PER_HOUR_AT_PROVIDER = 2_000;

/** Public mailbox providers; of those with a domain in many countries, the name before the country. */
const PROVIDERS = new Set(
  `126.com 163.com aol.com bluewin.ch bol.com.br comcast.net daum.net email.com fastmail.com fastmail.fm
  free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com icloud.com laposte.net libero.it
  hotmail.com live.com mac.com mail.com mail.ru me.com msn.com naver.com orange.fr outlook.com pm.me posteo.de proton.me protonmail.com qq.com
  rediffmail.com seznam.cz sfr.fr t-online.de tuta.com uol.com.br wanadoo.fr web.de wp.pl yahoo.com ya.ru yandex.com
  yandex.ru ymail.com zoho.com`.split(/\s+/),
);
const INTERNATIONAL_PROVIDERS = new Set(['hotmail', 'live', 'outlook', 'yahoo']);

/** What follows the name: a country. `.co`, `.cm` and `.om` are more often a misspelled `.com`. */
const COUNTRY = /^(com?\.)?(?!co$|cm$|om$)[a-z]{2}$/;

/** Labels under which a country's registry gives out names, as in `example.co.uk`. */
const SECOND_LEVELS = new Set(
  'ac co com edu go gob gov gouv ltd ne net nhs nom or org plc sch'.split(' '),
);

/**
 * The domain under which the sign-ups of an address are counted: the one that somebody registered. The
 * owner of `example.org` can receive email at any number of names below it. A registry that is not known
 * here counts as one domain, which is stricter than necessary but never too lax.
 */
export function registeredDomain(address: string): string {
  const labels = address
    .slice(address.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.');
  const [country = '', second = ''] = labels.toReversed();
  const isSecondLevel = country.length === 2 && SECOND_LEVELS.has(second);
  return labels.slice(isSecondLevel ? -3 : -2).join('.');
}

/** Whether anyone can have a mailbox at the domain. */
export function isMailProvider(domain: string): boolean {
  if (PROVIDERS.has(domain)) return true;
  const dot = domain.indexOf('.');
  return INTERNATIONAL_PROVIDERS.has(domain.slice(0, dot)) && COUNTRY.test(domain.slice(dot + 1));
}

/** How many confirmations the addresses at a registered domain may request in an hour. */
export function maxRequestsPerHour(domain: string): number {
  return isMailProvider(domain) ? MAX_REQUESTS_PER_HOUR_AT_PROVIDER : MAX_REQUESTS_PER_HOUR;
}

/** Whether the address is at one of the domains, or at a name below one. */
export function isAtDomain(address: string, domains: readonly string[]): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domains.some((refused) => domain === refused || domain.endsWith(`.${refused}`));
}
