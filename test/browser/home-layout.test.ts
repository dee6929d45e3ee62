import type { Browser, Page } from 'playwright-core';
import { renderHomePage } from '../../lambdas/rendering/pages/home-page';
import { startBrowser } from '../support/browser';
import { aHomeView, aListItem } from '../support/page-views';
import { aPreview } from '../support/previews';
import { newTab } from './reader-site';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const WIDE_PX = 1280;
const NARROW_PX = 360;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const view = aHomeView({ briefings: Array(6).fill(aListItem()) });
const withoutPreview = renderHomePage(view);
const withPreview = renderHomePage({
  ...view,
  preview: {
    previewed: { outcome: 'previewed', preview: aPreview() },
    acceptsBroad: false,
    briefingHref: (id) => `/briefings/${id}`,
  },
});

/** Where parts of the page are, in CSS px. */
async function layoutOf(html: string, width: number) {
  const { page, context } = await newTab(browser, { viewport: { width, height: 800 } });
  await page.setContent(html);
  const parts = {
    topic: await boxOf(page, '#expression'),
    email: await boxOf(page, '#email'),
    preview: await boxOf(page, '#preview'),
    latest: await boxOf(page, '#latest'),
  };
  await context.close();
  return parts;
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not shown`);
  return { top: box.y, bottom: box.y + box.height, left: box.x, right: box.x + box.width };
}

describe('the home page', () => {
  it('shows the preview beside the form on wide screens, and the fields do not move', async () => {
    const before = await layoutOf(withoutPreview, WIDE_PX);
    const after = await layoutOf(withPreview, WIDE_PX);
    expect(after.topic).toEqual(before.topic);
    expect(after.email).toEqual(before.email);
    expect(before.latest.left).toBeGreaterThan(before.topic.right);
    expect(after.preview.left).toBeGreaterThan(after.topic.right);
    expect(after.preview.top).toBeLessThan(after.topic.top);
    expect(after.latest.top).toBeGreaterThan(after.preview.bottom);
  });

  it('shows the preview between the topic and the address on phones', async () => {
    const { topic, email, preview, latest } = await layoutOf(withPreview, NARROW_PX);
    expect(preview.top).toBeGreaterThan(topic.bottom);
    expect(email.top).toBeGreaterThan(preview.bottom);
    expect(latest.top).toBeGreaterThan(email.bottom);
  });
});
