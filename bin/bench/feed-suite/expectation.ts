/** What a case of the suite expects of one field. */
export interface Expectation {
  /** Of which entry, or undefined for the feed itself. */
  entry: number | undefined;
  /** The name in feedparser, such as `title` or `published_parsed`. */
  field: string;
  kind: Kind;
  value: string | number;
}

export type Kind = 'title' | 'link' | 'id' | 'date' | 'text' | 'language';

/** The fields of feedparser that are also in our documents. Others, such as images and licenses, are not read. */
const FEED_FIELDS: Record<string, Kind> = { title: 'title', link: 'link', language: 'language' };
const ENTRY_FIELDS: Record<string, Kind> = {
  title: 'title',
  link: 'link',
  id: 'id',
  guid: 'id',
  published: 'date',
  published_parsed: 'date',
  updated: 'date',
  updated_parsed: 'date',
  created: 'date',
  created_parsed: 'date',
  summary: 'text',
  description: 'text',
  content: 'text',
};

/** `entries[0]['title'] == 'x'`, also as `title_detail.value` or `content[0].value`. */
const EQUALITY =
  /^(?:not bozo and )?\(?(feed|entries\[(\d+)\])((?:\.\w+|\[['"]\w+['"]\]|\[0\])+)\s*==\s*(.+?)\)?$/s;

/** Reads the expectation in the comment of a case, or undefined if it is of something that we do not read. */
export function readExpectation(feed: string): Expectation | undefined {
  const found = /Expect:[ \t]*(.*?)\s*-->/s.exec(feed)?.[1];
  const [, scope, index, accessors = '', literal = ''] = EQUALITY.exec(found ?? '') ?? [];
  if (scope === undefined) return undefined;
  const field = fieldOf(accessors.match(/\w+/g) ?? []);
  const kind = (scope === 'feed' ? FEED_FIELDS : ENTRY_FIELDS)[field ?? ''];
  const value = readLiteral(literal.trim());
  if (field === undefined || kind === undefined || value === undefined) return undefined;
  return { entry: index === undefined ? undefined : Number(index), field, kind, value };
}

function fieldOf([name = '', ...rest]: string[]): string | undefined {
  const path = rest.filter((part) => part !== '0').join('.');
  if (path === '' && name !== 'content') return name;
  if (name === 'content' && path === 'value') return name;
  if (name === 'links' && path === 'href') return undefined;
  return path === 'value' && name.endsWith('_detail')
    ? name.slice(0, -'_detail'.length)
    : undefined;
}

/** A string of Python, or a time as a tuple, in ms. */
function readLiteral(literal: string): string | number | undefined {
  const tuple = /^\((\d+(?:,\s*-?\d+){8})\)$/.exec(literal)?.[1]?.split(',').map(Number);
  if (tuple !== undefined) {
    const [year = 0, month = 0, ...rest] = tuple;
    return Date.UTC(year, month - 1, ...rest.slice(0, 4));
  }
  const text = /^u?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")$/s.exec(literal);
  return text === null ? undefined : unescapePython(text[1] ?? text[2] ?? '');
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

function unescapePython(text: string): string {
  return text.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gi,
    (_all, ...groups) => {
      const [byte, short, long, char] = groups as (string | undefined)[];
      const code = byte ?? short ?? long;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      return ESCAPES[char ?? ''] ?? char ?? '';
    },
  );
}
