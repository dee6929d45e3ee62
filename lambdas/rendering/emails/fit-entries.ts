/**
 * In bytes. Gmail clips an email's HTML at 102 KB (https://github.com/hteumeuleu/email-bugs/issues/41),
 * which would hide the unsubscribe link at its end.
 */
const MAX_HTML_BYTES = 100_000;

/** No entry takes fewer bytes of HTML, so larger counts need not be tried. */
const MIN_ENTRY_BYTES = 200;

interface FittedEmail<Model> {
  model: Model;
  html: string;
}

/**
 * Renders the email with as many of its `count` entries as fit into `MAX_HTML_BYTES`. A binary search
 * finds the number in about ten renderings. The email must fit without entries.
 */
export function fitEntries<Model>(
  count: number,
  createModel: (entryCount: number) => Model,
  renderHtml: (model: Model) => string,
): FittedEmail<Model> {
  const render = (entryCount: number) => {
    const model = createModel(entryCount);
    return { model, html: renderHtml(model) };
  };
  const maxCount = Math.ceil(MAX_HTML_BYTES / MIN_ENTRY_BYTES);
  const complete = count <= maxCount ? render(count) : undefined;
  if (complete && fits(complete)) return complete;

  let best = render(0);
  let fitting = 0;
  let tooMany = Math.min(count, maxCount);
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    const candidate = render(middle);
    if (fits(candidate)) {
      best = candidate;
      fitting = middle;
    } else {
      tooMany = middle;
    }
  }
  return best;
}

function fits({ html }: { html: string }): boolean {
  return Buffer.byteLength(html, 'utf8') < MAX_HTML_BYTES;
}
