/** What the prefixes in an element and its parents mean. */
export interface NamespaceScope {
  uris: Record<string, string>;
  /** The namespace of the outermost element. */
  rootUri: string | undefined;
  parent: NamespaceScope | undefined;
}

/** Prefixes by namespace, empty for the formats of feeds themselves. In lower case, without the slash at the end. */
const PREFIXES: Record<string, string> = {
  'http://www.w3.org/2005/atom': '',
  'http://purl.org/atom/ns#': '',
  'http://purl.org/rss/1.0': '',
  'http://my.netscape.com/rdf/simple/0.9': '',
  'http://my.netscape.com/publish/formats/rss-0.9': '',
  'http://my.netscape.com/publish/formats/rss-0.91': '',
  'http://channel.netscape.com/rdf/simple/0.9': '',
  'http://purl.org/net/rss1.1#': '',
  'http://backend.userland.com/rss': '',
  'http://backend.userland.com/rss2': '',
  'http://backend.userland.com/rss091': '',
  'http://blogs.law.harvard.edu/tech/rss': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://purl.org/dc/elements/1.1': 'dc',
  'http://purl.org/dc/elements/1.0': 'dc',
  'http://purl.org/dc/terms': 'dcterms',
  'http://purl.org/rss/1.0/modules/content': 'content',
  'http://search.yahoo.com/mrss': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://www.w3.org/1999/xhtml': 'xhtml',
};

/** Prefixes that mean a format of feeds even if nobody declares them. */
const FEED_PREFIXES = new Set(['atom', 'rss', 'a10']);

/** The scope of an element with these attributes in one of this scope. */
export function scopeOf(
  attributes: Record<string, string>,
  parent: NamespaceScope | undefined,
): NamespaceScope {
  const declared = Object.entries(attributes).filter(([name]) => /^xmlns(:|$)/.test(name));
  if (parent !== undefined && declared.length === 0) return parent;
  const uris = Object.fromEntries(
    declared.map(([name, uri]) => [name.slice('xmlns:'.length), normalizeUri(uri)]),
  );
  return { uris, rootUri: parent?.rootUri, parent };
}

/** The name of an element in lower case, with the prefix that is usual for its namespace. */
export function elementName(written: string, scope: NamespaceScope): string {
  const colon = written.indexOf(':');
  const prefix = written.slice(0, Math.max(colon, 0)).toLowerCase();
  const local = written.slice(colon + 1).toLowerCase();
  const uri = uriOf(prefix, scope);
  scope.rootUri ??= uri ?? '';
  const usual = usualPrefix(prefix, uri, scope);
  return usual === '' ? local : `${usual}:${local}`;
}

function usualPrefix(prefix: string, uri: string | undefined, scope: NamespaceScope): string {
  const known = uri === undefined ? undefined : PREFIXES[uri];
  if (known !== undefined) return known;
  const isOfRoot = uri !== undefined && uri === scope.rootUri;
  return isOfRoot || FEED_PREFIXES.has(prefix) ? '' : prefix;
}

function uriOf(prefix: string, scope: NamespaceScope): string | undefined {
  for (let at: NamespaceScope | undefined = scope; at !== undefined; at = at.parent) {
    if (Object.hasOwn(at.uris, prefix)) return at.uris[prefix];
  }
  return undefined;
}

function normalizeUri(uri: string): string {
  return uri
    .trim()
    .toLowerCase()
    .replace(/^https:/, 'http:')
    .replace(/\/$/, '');
}
