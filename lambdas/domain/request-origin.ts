/** What a browser says about the page that a request comes from. */
export interface RequestHeaders {
  /** `Origin`, RFC 6454: https://fetch.spec.whatwg.org/#origin-header */
  origin?: string | undefined;
  /** `Sec-Fetch-Site`: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header */
  fetchSite?: string | undefined;
}

/** Origins such as `https://news.example.org`: the site's own, and those that may embed its form. */
export interface KnownOrigins {
  own: readonly string[];
  embedding: readonly string[];
}

/**
 * Where a form was sent from. `program`: not a browser, for example an email program that unsubscribes
 * with one click. `unnamed`: a page that hides its origin, in a browser without `Sec-Fetch-Site`.
 */
export type RequestOrigin = 'own' | 'embedded' | 'foreign' | 'program' | 'unnamed';

/**
 * Decides by `Sec-Fetch-Site` where there is one, since our pages send no referrer, and so forms on them
 * have the origin `null`.
 */
export function originOf(
  { origin, fetchSite }: RequestHeaders,
  known: KnownOrigins,
): RequestOrigin {
  if (origin !== undefined && known.embedding.includes(origin)) return 'embedded';
  const isOwn = origin === undefined || origin === 'null' || known.own.includes(origin);
  if (fetchSite !== undefined) {
    return isOwn && (fetchSite === 'same-origin' || fetchSite === 'none') ? 'own' : 'foreign';
  }
  if (origin === undefined) return 'program';
  if (origin === 'null') return 'unnamed';
  return isOwn ? 'own' : 'foreign';
}

/** What a form does, as far as it decides which other sites may send it. */
export interface FormRules {
  /** The sites of `formOrigins` may show this form. */
  isEmbeddable: boolean;
  /** It works only with a token of ours, which another site does not have. */
  needsToken: boolean;
}

/** Whether a form that was sent from there is accepted. */
export function acceptsForm(origin: RequestOrigin, rules: FormRules): boolean {
  switch (origin) {
    case 'own':
    case 'program':
      return true;
    case 'embedded':
      return rules.isEmbeddable;
    case 'unnamed':
      return rules.needsToken;
    case 'foreign':
      return false;
    default:
      return origin satisfies never;
  }
}
