import { readFileSync } from 'node:fs';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';
import { problemsInForcedColours, problemsOnPaper, touchingButtons } from './layout-checks';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 at level AA, and the levels and versions below it. */
const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** An email is shown inside the email program's page, so it needs no landmarks. */
const PAGE_ONLY_RULES = ['landmark-one-main', 'region', 'page-has-heading-one'];

/** A phone of 320 CSS px is also what 1,280 px at 400% zoom shows (WCAG 2.2, 1.4.10). */
const WIDTHS = [320, 360, 1280];

/** `standard` is the living standard's rules, without a house style. */
const validator = new HtmlValidate({ extends: ['html-validate:standard'] });

/** What is wrong with a page in the browser, in either colour scheme and at any width. */
export async function problemsOf(
  page: Page,
  html: string,
  { isEmail = false } = {},
): Promise<string[]> {
  await page.setContent(html);
  await page.evaluate(AXE);
  const problems: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const scroll = await sidewaysScroll(page);
    if (scroll > 0) problems.push(`scrolls ${scroll} px sideways at ${width} px`);
    if (isEmail) continue;
    const touching = await touchingButtons(page);
    problems.push(...touching.map((problem) => `${problem} at ${width} px`));
    const clipped = await clippedTexts(page);
    problems.push(...clipped.map((text) => `clips ${text} at ${width} px`));
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    problems.push(...(await violations(page)).map((problem) => `${colorScheme}: ${problem}`));
  }
  if (!isEmail) {
    problems.push(...(await problemsOnPaper(page)), ...(await problemsInForcedColours(page)));
  }
  return isEmail
    ? problems.filter((problem) => !PAGE_ONLY_RULES.some((rule) => problem.includes(`: ${rule}: `)))
    : problems;
}

/** What is not valid HTML. */
export async function invalidHtml(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map(({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}`),
  );
}

/** How far (CSS px) the page can be scrolled sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}

/** Buttons, labels, headings and links whose text does not fit into them. */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll(
    'button, .button, label, legend, summary, h1, h2, h3, h4, h5, th, td, nav li, .kicker, .lead, .hint')]
    .filter((element) => element.clientWidth > 1 && !element.closest('.unseen, .skip') &&
      (element.scrollWidth > element.clientWidth + 1 ||
       element.getBoundingClientRect().right > document.documentElement.clientWidth + 1))
    .map((element) => element.tagName + ': ' + element.textContent.trim().slice(0, 60))`);
}

function violations(page: Page): Promise<string[]> {
  return page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(WCAG_TAGS)}, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
  );
}
