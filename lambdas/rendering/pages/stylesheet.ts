import { createHash } from 'node:crypto';
import type { Brand } from '../../domain/brand';
import { styles } from './styles';

type Colours = Pick<Brand, 'accent' | 'accentDark'>;

const stylesheets = new Map<string, string>();

/** The style of all pages. It is inline, so that the first page someone opens needs no second request. */
export function stylesheet({ accent, accentDark }: Colours): string {
  const cached = stylesheets.get(accent) ?? styles({ accent, accentDark });
  stylesheets.set(accent, cached);
  return cached;
}

/**
 * The Content-Security-Policy header of every page: allows its style, and scripts and pictures of the site,
 * but nothing else inline and no frames.
 */
export function contentSecurityPolicy(colours: Colours): string {
  const hash = createHash('sha256').update(stylesheet(colours)).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
