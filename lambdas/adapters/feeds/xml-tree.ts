import { Parser } from 'htmlparser2';
import { elementName, type NamespaceScope, scopeOf } from './xml-namespaces';

export interface XmlElement {
  /** Lower-case, with the usual prefix of its namespace and none for those of feeds: `title`, `dc:creator`. */
  name: string;
  /** As it is written, without prefix. */
  tag: string;
  /** By lower-case names. */
  attributes: Record<string, string>;
  /** What relative addresses in it refer to: https://www.w3.org/TR/xmlbase/ */
  base: string;
  /** Of its text, by `xml:lang`. */
  language?: string;
  children: (XmlElement | string)[];
}

export interface XmlTree {
  root?: XmlElement;
  /** Whether the text ends before the root does, or goes beyond the limits. */
  truncated: boolean;
}

/** The text in deeper elements belongs to the deepest one. No text needs them. */
const MAX_TREE_DEPTH = 100;
/** Reading stops here. The parser takes longer for each level: 20 s for 200,000 of them. */
const MAX_DEPTH = 2000;
/** Reading stops here: ten times what a feed of 1,000 entries has. */
const MAX_ELEMENTS = 400_000;
/** In characters, between two looks at whether the limits are reached. */
const CHUNK = 16_384;

/**
 * Reads XML as far as it goes: elements that are not closed end with the one they are in. Entities that a DTD
 * declares are not expanded, and nothing external is read.
 *
 * @param base the address of the document.
 */
export function readXml(text: string, base: string): XmlTree {
  const document: XmlElement = { name: '', tag: '', attributes: {}, base, children: [] };
  const open: { element: XmlElement; scope: NamespaceScope | undefined; depth: number }[] = [
    { element: document, scope: undefined, depth: 0 },
  ];
  let depth = 0;
  let elements = 0;
  let endsEarly = false;
  const addText = (data: string) => {
    const children = open.at(-1)?.element.children ?? [];
    const last = children.length - 1;
    if (typeof children[last] === 'string') children[last] += data;
    else children.push(data);
  };
  const parser = new Parser(
    {
      onopentag(tag, written) {
        depth++;
        elements++;
        const parent = open.at(-1);
        if (parent === undefined || depth > MAX_TREE_DEPTH || elements > MAX_ELEMENTS) return;
        const scope = scopeOf(written, parent.scope);
        const element = childElement(tag, written, parent.element, scope);
        if (isUnclosed(parent.element, element)) open.pop();
        open.at(-1)?.element.children.push(element);
        open.push({ element, scope, depth });
      },
      ontext: addText,
      onclosetag(_tag, isImplied) {
        if (isImplied && depth === 1) endsEarly = true;
        if (depth > 0 && open.at(-1)?.depth === depth) open.pop();
        depth--;
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: false, lowerCaseAttributeNames: true },
  );
  let at = 0;
  while (at < text.length && depth <= MAX_DEPTH && elements <= MAX_ELEMENTS) {
    parser.write(text.slice(at, at + CHUNK));
    at += CHUNK;
  }
  const isCut = at < text.length;
  parser.end();
  const root = document.children.find((child) => typeof child !== 'string');
  return { ...(root === undefined ? {} : { root }), truncated: endsEarly || isCut };
}

/** In characters: https://www.rfc-editor.org/rfc/rfc5646#section-4.4.1 */
const MAX_LANGUAGE_LENGTH = 35;

const LINES = new Set(['title', 'link', 'guid', 'pubdate']);
const FIELDS = new Set([...LINES, 'author', 'category', 'comments', 'description', 'item']);

/** Whether an element of one line was never closed, because now comes the next one of RSS. */
function isUnclosed(parent: XmlElement, child: XmlElement): boolean {
  return LINES.has(parent.name) && FIELDS.has(child.name);
}

function childElement(
  written: string,
  attributes: Record<string, string>,
  parent: XmlElement,
  scope: NamespaceScope,
): XmlElement {
  const language =
    attributes['xml:lang']?.slice(0, MAX_LANGUAGE_LENGTH).trim().replace('_', '-') ||
    parent.language;
  return {
    name: elementName(written, scope),
    tag: written.slice(written.indexOf(':') + 1),
    attributes,
    base: resolve(attributes['xml:base'], parent.base) ?? parent.base,
    ...(language === undefined ? {} : { language }),
    children: [],
  };
}

/** In characters: browsers and servers know no longer ones, and a long base must not be in every address. */
const MAX_ADDRESS_LENGTH = 4000;

/** The absolute address, or undefined if there is none. */
export function resolve(address: string | undefined, base: string): string | undefined {
  if (address === undefined || address.length > MAX_ADDRESS_LENGTH) return undefined;
  const trimmed = address.trim();
  if (trimmed === '' || !URL.canParse(trimmed, base)) return undefined;
  const { href } = new URL(trimmed, base);
  return href.length > MAX_ADDRESS_LENGTH ? undefined : href;
}

/** The child elements, of this name if one is given. */
export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement =>
      typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** All text in an element. */
export function textIn(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : textIn(child)))
    .join('');
}

/** The content of an element as HTML. */
export function markupIn(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? escapeText(child) : markupOf(child)))
    .join('');
}

/** Elements that HTML does not close. */
const VOID = new Set('area br col embed hr img input link meta source track wbr'.split(' '));

function markupOf(element: XmlElement): string {
  const attributes = Object.entries(element.attributes)
    .filter(([name]) => !name.startsWith('xml'))
    .map(([name, value]) => ` ${name}="${escapeText(value).replaceAll('"', '&quot;')}"`)
    .join('');
  const open = `<${element.tag}${attributes}>`;
  // In HTML that is not closed as XML is, what follows has been read as the content.
  const end = VOID.has(element.tag.toLowerCase()) ? '' : `</${element.tag}>`;
  return `${open}${markupIn(element)}${end}`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
