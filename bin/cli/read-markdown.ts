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
  const { data, content } = matter(text, { engines });
  const heading = /^\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|$)/.exec(content);
  const fromHeading = data.title === undefined && heading;
  const body = fromHeading ? content.slice(heading[0].length) : content;
  const title = fromHeading ? heading[1] : data.title;
  const publishedAt =
    data.publishedAt instanceof Date ? data.publishedAt.toISOString() : data.publishedAt;
  // The service reads the Markdown of a newsletter issue itself.
  const isIssue = data.newsletter !== undefined;
  return {
    ...data,
    title,
    publishedAt,
    body: isIssue ? body.trim() : marked.parse(body, { async: false }),
  };
}

function refuseEngine(): never {
  throw new Error('front matter must be YAML');
}
