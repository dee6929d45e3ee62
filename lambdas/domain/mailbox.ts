import { createHash } from 'node:crypto';

/** How a provider delivers several addresses to one mailbox. */
interface ProviderRules {
  /** Domains that mean the same; the first one stands for all. */
  domains: readonly string[];
  /** Characters of the local part that make no difference. */
  ignored?: RegExp;
  /** The part of the local part after this character makes no difference; nor does the part after a `+`. */
  separator?: string;
  /** Whether `anything@name.domain` is delivered to `name@domain`. */
  hasSubdomains?: boolean;
}

/** Of the providers where anyone gets a mailbox. Sources: their help pages on aliases, in 2026. */
const PROVIDERS: readonly ProviderRules[] = [
  { domains: ['gmail.com', 'googlemail.com'], ignored: /\./g },
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], ignored: /[._-]/g },
  { domains: ['icloud.com', 'me.com', 'mac.com'] },
  { domains: ['fastmail.com', 'fastmail.fm'], hasSubdomains: true },
  { domains: ['yandex.ru', 'yandex.com', 'ya.ru'] },
];
/** Yahoo has a domain in each country; its disposable addresses are `name-anything@`. */
const YAHOO = /^(yahoo(\.com?)?\.[a-z]{2,3}|ymail\.com|rocketmail\.com)$/;

/**
 * The mailbox that an address belongs to, in one spelling: `a.n.n+news@googlemail.com` is
 * `ann@gmail.com`. Only for counting: emails are sent to the address as it was typed. What follows `+` is
 * left out at every domain (RFC 5233), because a wrong guess only makes a limit stricter.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const typedDomain = address.slice(at + 1).toLowerCase();
  const rules = rulesOf(typedDomain);
  const domain = rules.domains[0] ?? typedDomain;
  const subdomain = rules.hasSubdomains ? subdomainOf(typedDomain, rules.domains) : undefined;
  let local = subdomain ?? address.slice(0, at).toLowerCase();
  local = before(local, '+');
  if (rules.separator !== undefined) local = before(local, rules.separator);
  if (rules.ignored !== undefined) local = local.replace(rules.ignored, '');
  return `${local}@${domain}`;
}

/** Identifies a mailbox where no address must be stored. */
export function mailboxKey(address: string): string {
  return createHash('sha256').update(mailboxOf(address)).digest('base64url').slice(0, 32);
}

function rulesOf(domain: string): ProviderRules {
  const known = PROVIDERS.find(
    ({ domains, hasSubdomains }) =>
      domains.includes(domain) ||
      (hasSubdomains && domains.some((parent) => domain.endsWith(`.${parent}`))),
  );
  if (known) return known;
  return YAHOO.test(domain) ? { domains: [domain], separator: '-' } : { domains: [domain] };
}

function subdomainOf(domain: string, parents: readonly string[]): string | undefined {
  const parent = parents.find((one) => domain.endsWith(`.${one}`));
  return parent === undefined ? undefined : domain.slice(0, -parent.length - 1);
}

/** An address that begins with the separator keeps it: there would be nothing before it. */
function before(text: string, separator: string): string {
  const at = text.indexOf(separator);
  return at > 0 ? text.slice(0, at) : text;
}
