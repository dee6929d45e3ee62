import type { Page } from 'playwright-core';

/** The least distance of a button from what is beside, above or below it, in CSS px. */
const MIN_GAP = 6;
/** A4 with narrow margins, in CSS px. */
const PAPER_WIDTH = 700;

/** Buttons that touch another control, a heading or a line of text. */
export function touchingButtons(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) =>
      element.checkVisibility() && !element.closest('.unseen, .skip') && element.offsetHeight > 1);
    const near = (a, b) => {
      const [one, two] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
      const across = Math.max(one.left - two.right, two.left - one.right);
      const down = Math.max(one.top - two.bottom, two.top - one.bottom);
      return across < ${MIN_GAP} && down < ${MIN_GAP};
    };
    const nameOf = (element) => element.tagName + ' ' + element.textContent.trim().slice(0, 40);
    const others = shown('button, .button, h1, h2, h3, h4, p, li, td, th, label, input, select, summary');
    return shown('button, .button').flatMap((button) => others
      .filter((other) => other !== button && !other.contains(button) && !button.contains(other))
      .filter((other) => near(button, other))
      .map((other) => nameOf(button) + ' touches ' + nameOf(other)));
  })()`);
}

/** What a printed page has that can only be pressed, or that does not fit on the paper. */
export async function problemsOnPaper(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: PAPER_WIDTH, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  const problems = await page.evaluate<
    string[]
  >(`[...document.querySelectorAll('button, nav a, .skip')]
    .filter((element) => element.checkVisibility())
    .map((element) => 'prints ' + element.outerHTML.slice(0, 80))
    .concat(document.documentElement.scrollWidth > ${PAPER_WIDTH} ? ['is wider than the paper'] : [])`);
  await page.emulateMedia({ media: 'screen' });
  return problems;
}

/** Buttons and fields without a border all round, and bars without colour, when the system's colours replace the page's. */
export async function problemsInForcedColours(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active' });
  const problems = await page.evaluate<string[]>(`(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)]
      .filter((element) => element.checkVisibility() && !element.closest('.unseen, .skip'));
    const background = getComputedStyle(document.body).backgroundColor;
    return shown('button, .button, input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea')
      .filter((element) => ['Top', 'Right', 'Bottom', 'Left'].some(
        (side) => getComputedStyle(element)['border' + side + 'Style'] === 'none'))
      .map((element) => 'has no border in forced colours: ' + element.outerHTML.slice(0, 80))
      .concat(shown('.bars svg')
        .filter((bar) => getComputedStyle(bar).fill === background)
        .map(() => 'shows no bar in forced colours'));
  })()`);
  await page.emulateMedia({ forcedColors: 'none' });
  return problems;
}
