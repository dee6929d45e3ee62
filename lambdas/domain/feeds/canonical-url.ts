/**
 * Parameters that only say where a reader came from. Those of the lists that browsers and filters use:
 * https://github.com/AdguardTeam/AdguardFilters/tree/master/TrackParamFilter
 */
const TRACKING_PARAMETERS = new Set([
  '_ga',
  '_gl',
  '_hsenc',
  '_hsmi',
  '__s',
  'at_campaign',
  'at_medium',
  'cmpid',
  'dclid',
  'fbclid',
  'gbraid',
  'gclid',
  'gclsrc',
  'igshid',
  'mc_cid',
  'mc_eid',
  'mkt_tok',
  'msclkid',
  'oly_anon_id',
  'oly_enc_id',
  'rb_clickid',
  's_cid',
  'twclid',
  'vero_conv',
  'vero_id',
  'wbraid',
  'wickedid',
  'xtor',
  'yclid',
]);

const TRACKING_PREFIXES = ['utm_', 'hsa_', 'pk_', 'mtm_', 'matomo_', 'piwik_'];

/**
 * The url by which an entry is the same in all feeds: without tracking parameters, fragment and default
 * port. Undefined if it is no web address. Nothing else is changed, because the rest may lead elsewhere.
 */
export function canonicalUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  url.hash = '';
  url.username = '';
  url.password = '';
  // Without a change, the query stays as it is written: some servers know only that form.
  const tracking = [...new Set(url.searchParams.keys())].filter(isTracking);
  for (const name of tracking) url.searchParams.delete(name);
  return url.href;
}

function isTracking(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    TRACKING_PARAMETERS.has(lower) || TRACKING_PREFIXES.some((prefix) => lower.startsWith(prefix))
  );
}
