import type { Brand } from '../../domain/brand';
import type { InlineLook } from './inline-html';

/** In CSS pixels: the 600 of the email without its margins (templates/parts/head.mjml). */
export const TEXT_WIDTH = 552;

const SERIF = "'Iowan Old Style','Palatino Linotype',Palatino,Georgia,serif";
const SANS = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const MONO = "Consolas,Menlo,'Liberation Mono',monospace";

/** The inline styles of an issue's text. Dark colours are in templates/issue.mjml, by class. */
export interface EmailLook extends InlineLook {
  headings: Record<2 | 3 | 4, string>;
  paragraph: string;
  /** A paragraph of a quote. */
  quoted: string;
  list: string;
  /** A list in a list. */
  innerList: string;
  item: string;
  quote: string;
  codeBlock: string;
  line: string;
  image: string;
  caption: string;
  table: string;
  headCell: string;
  cell: string;
  label: string;
  noteText: string;
}

/** The look of a text that runs in a direction. `accent` is the colour of links. */
export function emailLook({ accent }: Pick<Brand, 'accent'>, direction: 'ltr' | 'rtl'): EmailLook {
  const start = direction === 'rtl' ? 'right' : 'left';
  const linkStyle = `color:${accent};text-decoration:underline`;
  return {
    link: (url, label) => `<a class="link" href="${url}" style="${linkStyle}">${label}</a>`,
    code: (text) =>
      `<code class="codei" style="font-family:${MONO};font-size:15px;background-color:#f1ece1;padding:1px 4px">${text}</code>`,
    note: (number) =>
      `<sup style="font-size:12px;line-height:0"><a class="link" href="#note-${number}" style="color:${accent};text-decoration:none">${number}</a></sup>`,
    headings: {
      2: 'text-align:start;margin:30px 0 10px;font-size:24px;line-height:1.25;font-weight:700',
      3: 'text-align:start;margin:24px 0 8px;font-size:20px;line-height:1.3;font-weight:700',
      4: `text-align:start;margin:20px 0 6px;font-family:${SANS};font-size:15px;line-height:1.4;font-weight:700`,
    },
    paragraph: 'text-align:start;margin:0 0 16px',
    quoted: 'text-align:start;margin:0 0 8px',
    list: `margin:0 0 16px;padding:0;padding-${start}:24px`,
    innerList: `margin:6px 0 0;padding:0;padding-${start}:24px`,
    item: 'text-align:start;margin:0 0 6px',
    quote: `border-${start}:3px solid #1d1b18;padding:2px 16px 0;font-family:${SERIF};font-size:17px;line-height:1.5;font-style:italic;color:#1d1b18`,
    codeBlock: `background-color:#f1ece1;padding:12px 14px;font-family:${MONO};font-size:14px;line-height:1.5;color:#1d1b18;text-align:left;word-break:break-word;overflow-wrap:anywhere`,
    line: 'border-top:1px solid #8a8377;font-size:1px;line-height:1px;height:1px',
    image: 'display:block;width:100%;height:auto;border:0;background-color:#fdfbf7',
    caption: `text-align:start;margin:6px 0 0;font-family:${SANS};font-size:14px;line-height:1.45;color:#5f5a52`,
    table: `width:100%;margin:4px 0 20px;border-collapse:collapse;font-family:${SANS};font-size:15px;line-height:1.4;color:#1d1b18`,
    headCell:
      'padding:6px 12px 6px 0;border-bottom:2px solid #1d1b18;font-weight:700;vertical-align:bottom',
    cell: 'padding:6px 12px 6px 0;border-bottom:1px solid #cfc7b8;vertical-align:top',
    label: 'display:none;mso-hide:all;font-weight:700',
    noteText: `font-family:${SANS};font-size:14px;line-height:1.5`,
  };
}
