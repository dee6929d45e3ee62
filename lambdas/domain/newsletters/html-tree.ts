import { Parser } from 'htmlparser2';

/** An element of sanitized html, or text. */
export type HtmlNode = HtmlElement | string;

export interface HtmlElement {
  name: string;
  attributes: Record<string, string>;
  children: HtmlNode[];
}

/** Reads sanitized html as a tree. The sanitizer limits how deeply elements are nested. */
export function readHtml(html: string): HtmlNode[] {
  const root: HtmlElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  const current = () => open.at(-1) ?? root;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element: HtmlElement = { name, attributes, children: [] };
        current().children.push(element);
        open.push(element);
      },
      ontext(text) {
        const { children } = current();
        const last = children.at(-1);
        if (typeof last === 'string') children[children.length - 1] = last + text;
        else children.push(text);
      },
      onclosetag() {
        if (open.length > 1) open.pop();
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return root.children;
}

/** All text in a node. */
export function textOfNode(node: HtmlNode): string {
  return typeof node === 'string' ? node : node.children.map(textOfNode).join('');
}
