/** The URLs of all links in HTML, in order, with entities decoded. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map((match) => decoded(match[1] ?? ''));
}

/** The URLs in plain text, in order. */
export function linksInText(text: string): string[] {
  return [...text.matchAll(/https?:\/\/\S+/g)].map((match) => match[0]);
}

/** The names of all opening tags in HTML, in order. */
export function tagsIn(html: string): string[] {
  return [...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map((match) => (match[1] ?? '').toLowerCase());
}

/** The visible text of HTML, without tags and hidden parts, entities decoded, whitespace collapsed. */
export function readableText(html: string): string {
  const visible = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<head>[\s\S]*?<\/head>/, '')
    .replace(/<div style="display:none[\s\S]*?<\/div>/, '')
    // Only isolates text: no space around it.
    .replace(/<\/?bdi>/g, '')
    .replace(/<[^>]*>/g, ' ');
  return decoded(visible).replace(/\s+/g, ' ').trim();
}

/**
 * Writes every range as `6–7 November`: Unicode's data writes `6 – 7 November`, with thin spaces, from
 * CLDR 48 on, so the text differs between versions of Node.
 */
export function withClosedRanges(text: string): string {
  return text.replace(/\s*–\s*/g, '–');
}

function decoded(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', middot: '·' };
  return text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? entity;
    const digits = name.slice(1);
    return String.fromCodePoint(
      digits.startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number(digits),
    );
  });
}
