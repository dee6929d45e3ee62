import { Parser } from 'htmlparser2';
import { textOfHtml } from '../text-of-html';
import { resolveLinks } from './resolve-links';
import { childrenOf, markupIn, textIn, type XmlElement } from './xml-tree';

/** A title, summary or body. */
export interface FeedText {
  /** Its HTML, with absolute addresses, if it is not plain text. */
  html?: string;
  text: string;
  language?: string;
}

/** In characters: twice what a briefing can hold. */
const MAX_TEXT_LENGTH = 400_000;
/** In characters: more is no title, name or address. */
const MAX_LINE_LENGTH = 4000;

/**
 * Reads an element that holds text or HTML: https://www.rfc-editor.org/rfc/rfc4287#section-3.1, and as RSS
 * has it, without a type.
 */
export function readFeedText(element: XmlElement): FeedText {
  const language = element.language === undefined ? {} : { language: element.language };
  const { content, isHtml } = contentOf(element);
  if (!isHtml) return { text: cleanText(content), ...language };
  return { ...readHtml(content, element.base), ...language };
}

/** HTML with its links made absolute, and as text. */
export function readHtml(html: string, base: string): FeedText {
  const cut = html.slice(0, MAX_TEXT_LENGTH);
  const text = textOfHtml(cut, { withoutQuotes: false, maxLength: MAX_TEXT_LENGTH });
  return {
    html: removeControls(resolveLinks(cut, base)),
    text: cleanText(text.replace(/[ \t]{2,}/g, ' ')),
  };
}

/** The text of an element on one line. */
export function readLine(element: XmlElement): string {
  return toLine(readFeedText(element).text);
}

/** The text on one line, or its start. */
export function toLine(text: string): string {
  return text.slice(0, MAX_LINE_LENGTH).replace(/\s+/g, ' ').trim();
}

function contentOf(element: XmlElement): { content: string; isHtml: boolean } {
  const type = element.attributes.type?.trim().toLowerCase() ?? '';
  const mode = element.attributes.mode?.trim().toLowerCase();
  if (childrenOf(element).length > 0) return { content: inlineMarkup(element, type), isHtml: true };
  const content = textIn(element).slice(0, MAX_TEXT_LENGTH);
  if (mode === 'base64') return readContent(fromBase64(content), type);
  // Atom 0.3 in `mode="xml"` has markup as elements: what is left is text.
  if (mode === 'xml') return { content, isHtml: false };
  return readContent(content, type);
}

function readContent(content: string, type: string): { content: string; isHtml: boolean } {
  if (/html|xml/.test(type)) return { content, isHtml: true };
  if (type === 'text' || type === 'text/plain') return { content, isHtml: false };
  if (isBase64(content, type)) return readContent(fromBase64(content), '');
  return looksLikeHtml(content)
    ? { content, isHtml: true }
    : { content: decodeEntities(content), isHtml: false };
}

/** Content that is neither text nor XML: https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.3 */
function isBase64(content: string, type: string): boolean {
  return type.includes('/') && !type.startsWith('text/') && /^[\w+/=\s]+$/.test(content);
}

/** Markup that is written as elements. TypePad has put escaped HTML into a `div`. */
function inlineMarkup(element: XmlElement, type: string): string {
  const content = withoutWrapper(element);
  const isEscaped = type === 'html' && content !== element && childrenOf(content).length === 0;
  return isEscaped ? textIn(content) : markupIn(content);
}

/** The `div` that Atom wants around XHTML is not part of it. */
function withoutWrapper(element: XmlElement): XmlElement {
  const [only, ...others] = element.children.filter(
    (child) => typeof child !== 'string' || child.trim() !== '',
  );
  const isWrapper = others.length === 0 && typeof only === 'object' && only.name === 'xhtml:div';
  return isWrapper ? only : element;
}

/** Whether a text without a type has tags that people use in texts. */
function looksLikeHtml(text: string): boolean {
  return /<\/[a-z][a-z0-9]*\s*>|<(?:br|hr|img|p)\b[^<>]*>/i.test(text);
}

/** Decodes entities of HTML, which RSS has in titles, escaped twice or not declared. */
function decodeEntities(text: string): string {
  if (!/&#?\w+;/.test(text)) return text;
  let decoded = '';
  const parser = new Parser(
    {
      ontext: (data) => {
        decoded += data;
      },
    },
    { decodeEntities: true },
  );
  parser.end(text.replaceAll('<', '&lt;'));
  return decoded;
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

function cleanText(text: string): string {
  return removeControls(text).trim();
}

/** Characters that XML and HTML must not have. Line breaks and tabs stay. */
function removeControls(text: string): string {
  return text.replace(/[\p{Surrogate}\ufeff\ufffe\uffff]|(?!\s)\p{Cc}/gu, '');
}
