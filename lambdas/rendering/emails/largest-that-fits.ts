/**
 * Gmail cuts a mail's html at 102 KB (https://github.com/hteumeuleu/email-bugs/issues/41), and with
 * it the unsubscribe link at the end. In bytes.
 */
const LARGEST_HTML = 100_000;

/** No entry takes fewer bytes of html than this, so that many more need not be tried. */
const SMALLEST_ENTRY = 200;

interface Fitted<Model> {
  model: Model;
  html: string;
}

/**
 * The model with as many of `count` entries as the html has room for under `LARGEST_HTML`, found by
 * halving: the whole is rendered some ten times, not once an entry. Without entries the html must fit.
 */
export function largestThatFits<Model>(
  count: number,
  modelWith: (entries: number) => Model,
  htmlOf: (model: Model) => string,
): Fitted<Model> {
  const attempt = (entries: number) => {
    const model = modelWith(entries);
    return { model, html: htmlOf(model) };
  };
  const whole = count <= LARGEST_HTML / SMALLEST_ENTRY ? attempt(count) : undefined;
  if (whole && fits(whole)) return whole;

  let best = attempt(0);
  let fitting = 0;
  let tooMany = Math.min(count, Math.ceil(LARGEST_HTML / SMALLEST_ENTRY));
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    const candidate = attempt(middle);
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
  return Buffer.byteLength(html, 'utf8') < LARGEST_HTML;
}
