import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { resolve } from './xml-tree';

/** Attributes that hold an address: https://html.spec.whatwg.org/multipage/indices.html#attributes-3 */
const ADDRESSES = new Set('action background cite data href longdesc poster src usemap'.split(' '));

/** Addresses stay relative when more are made absolute than this times the length and so many characters. */
const MAX_GROWTH = 3;
const MAX_ADDED = 10_000;

/** An absolute address, which needs no change. */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;

/**
 * Makes the addresses in HTML absolute. Everything else stays as it is. The tokenizer is used without a
 * parser, because it takes time in proportion to the length even for elements in a hundred thousand others.
 */
export function resolveLinks(html: string, base: string): string {
  let resolved = '';
  let copied = 0;
  let added = 0;
  let attribute = '';
  let start = -1;
  let end = -1;
  const extend = (from: number, to: number) => {
    if (start < 0) start = from;
    end = to;
  };
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      ...IGNORED,
      onattribname(from, to) {
        attribute = html.slice(from, to).toLowerCase();
        start = -1;
      },
      onattribdata: extend,
      onattribend() {
        if (start < 0 || !ADDRESSES.has(attribute)) return;
        const written = html.slice(start, end).replaceAll('&amp;', '&');
        if (ABSOLUTE.test(written.trim())) return;
        const address = resolve(written, base);
        if (address === undefined || added > MAX_GROWTH * html.length + MAX_ADDED) return;
        added += address.length;
        resolved += html.slice(copied, start) + escapeAttribute(address);
        copied = end;
      },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return resolved + html.slice(copied);
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

const ignore = () => undefined;

/** What the tokenizer reports and nothing is done about. */
const IGNORED: TokenizerCallbacks = {
  isInForeignContext: () => false,
  onattribentity: ignore,
  onattribdata: ignore,
  onattribend: ignore,
  onattribname: ignore,
  oncdata: ignore,
  onclosetag: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onopentagname: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
};
