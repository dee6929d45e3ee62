import matter from 'gray-matter';
import { marked } from 'marked';

/**
 * The fields of a briefing in Markdown. Front matter names the fields. The title is there, or is the
 * first heading.
 * @throws Error when the front matter isn't YAML.
 */
export function readMarkdown(text: string): Record<string, unknown> {
  // Only YAML is allowed: front matter can name its language, and gray-matter would run JavaScript.
  const engines = { js: refuseEngine, javascript: refuseEngine, coffee: refuseEngine };
  const { data, content, matter: frontMatter } = matter(text, { engines });
  const heading = /^\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|$)/.exec(content);
  const fromHeading = data.title === undefined && heading;
  const body = fromHeading ? content.slice(heading[0].length) : content;
  const title = fromHeading ? heading[1] : data.title;
  const publishedAt =
    data.publishedAt instanceof Date ? data.publishedAt.toISOString() : data.publishedAt;
  // YAML takes a time without an offset as UTC, which would send it at another hour than the editor meant.
  // As it is written, the service refuses it.
  const sendAt = data.sendAt instanceof Date ? writtenValue(frontMatter, 'sendAt') : data.sendAt;
  return {
    ...data,
    title,
    publishedAt,
    sendAt,
    // The service reads the Markdown of a newsletter issue itself.
    body:
      data.newsletter === undefined
        ? marked.parse(body, { async: false })
        : withImageAddresses(body.trim(), data.images),
  };
}

/**
 * Puts the address of the front matter's `images` before those of pictures that are files beside an issue, so that an
 * editor sees them in the preview before they are uploaded.
 */
function withImageAddresses(body: string, images: unknown): string {
  if (typeof images !== 'string' || !URL.canParse(images)) return body;
  const base = images.endsWith('/') ? images : `${images}/`;
  let text = body;
  marked.walkTokens(marked.lexer(body), (token) => {
    if (token.type !== 'image' || /^([a-z][a-z0-9+.-]*:|\/)/i.test(token.href)) return;
    text = text.replaceAll(token.raw, token.raw.replace(token.href, `${base}${token.href}`));
  });
  return text;
}

/** The value of a field of the front matter as it is written. */
function writtenValue(frontMatter: string, name: string): string | undefined {
  const value = new RegExp(`^${name}:(.*)$`, 'm').exec(frontMatter)?.[1];
  return value
    ?.replace(/\s#.*$/, '')
    .trim()
    .replace(' ', 'T')
    .replaceAll(' ', '');
}

function refuseEngine(): never {
  throw new Error('front matter must be YAML');
}
