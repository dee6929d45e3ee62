/** A form of a page, as a browser without scripts would send it. */
export interface HtmlForm {
  method: 'get' | 'post';
  /** The path and query that it is sent to. */
  action: string;
  /** The fields with the values that the page gives them. */
  fields: Record<string, string>;
}

/**
 * The forms of a page, one for each button that can send it. `path` is the page's own, where a form without
 * `action` is sent.
 */
export function formsIn(html: string, path: string): HtmlForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
    ([, attributes = '', content = '']) => {
      const fields = inputsOf(content);
      return buttonsOf(content).map((button) => ({
        method: attribute(attributes, 'method') === 'post' ? 'post' : 'get',
        action: button.action ?? attribute(attributes, 'action') ?? path,
        fields: { ...fields, ...button.fields },
      }));
    },
  );
}

function inputsOf(content: string): Record<string, string> {
  const controls = content.matchAll(
    /<(?:input|select|textarea)\b([^>]*)>([\s\S]*?(?=<\/select>))?/g,
  );
  return Object.fromEntries(
    [...controls].flatMap(([, attributes = '', options = '']) => {
      const selected = /<option\b(?=[^>]*\sselected)([^>]*)>/.exec(options)?.[1] ?? '';
      return namedValue(attributes, attribute(selected, 'value'));
    }),
  );
}

/** What each button sends, and where to, if not to where the form says. */
function buttonsOf(content: string): { action?: string; fields: Record<string, string> }[] {
  return [...content.matchAll(/<button\b([^>]*)>/g)].map(([, attributes = '']) => {
    const action = attribute(attributes, 'formaction');
    const fields = Object.fromEntries(namedValue(attributes));
    return { fields, ...(action === undefined ? {} : { action }) };
  });
}

/** The name and value of a control; nothing if it has no name, and so is not sent. */
function namedValue(attributes: string, chosen?: string): [string, string][] {
  const name = attribute(attributes, 'name');
  return name === undefined ? [] : [[name, chosen ?? attribute(attributes, 'value') ?? '']];
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1]?.replaceAll('&amp;', '&');
}
