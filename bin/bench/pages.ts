import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { startLocalStack } from '../../lib/local/local-stack';
import { type FigureWriter, median } from './figures';

const PAGES = [
  '/',
  '/?topic=Harbour',
  '/archive',
  '/archive?q=harbour',
  '/privacy',
  '/briefings/b1',
];
const BRIEFINGS = 40;
const REQUESTS = 50;
/** Chromium's "slow 4G": https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 93_750,
};
/** A page's largest element is painted by then. */
const SETTLE_MS = 1_500;

/** Measures the site's pages: weight, time on the server and until the largest paint. */
export async function measurePages(figures: FigureWriter): Promise<void> {
  const stack = await startLocalStack({ environment: { POWERTOOLS_LOG_LEVEL: 'SILENT' } });
  try {
    const briefings = Array.from({ length: BRIEFINGS }, (_, index) => ({
      id: `b${index}`,
      title: `Harbour news of day ${index}`,
      body: 'The harbour authority has published the figures of the month.',
      language: 'en',
    }));
    await postJson(`${stack.siteUrl}/api/briefings`, briefings);
    await stack.idle();
    for (const path of PAGES) await measurePage(stack.siteUrl, path, figures);
    await measurePaint(stack.siteUrl, figures);
  } finally {
    await stack.stop();
  }
}

async function measurePage(siteUrl: string, path: string, figures: FigureWriter): Promise<void> {
  const times: number[] = [];
  let html = '';
  for (let count = 0; count < REQUESTS; count += 1) {
    const started = performance.now();
    html = await (await fetch(siteUrl + path)).text();
    times.push(performance.now() - started);
  }
  const setup = `${path}, ${BRIEFINGS} briefings, local stack`;
  figures.write({ name: 'page, server time, median', value: median(times), unit: 'ms', setup });
  figures.write({
    name: 'page, uncompressed',
    value: Buffer.byteLength(html),
    unit: 'bytes',
    setup,
  });
  figures.write({ name: 'page, gzip', value: gzipSync(html).length, unit: 'bytes', setup });
}

async function measurePaint(siteUrl: string, figures: FigureWriter): Promise<void> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    // The first page pays for the start of the browser's processes, so it is not counted.
    await (await browser.newPage()).goto(siteUrl);
    for (const path of PAGES) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      const devTools = await context.newCDPSession(page);
      await devTools.send('Network.enable');
      await devTools.send('Network.emulateNetworkConditions', SLOW_4G);
      await page.goto(siteUrl + path);
      const value: number = await page.evaluate(`new Promise((resolve) => {
        let last = 0;
        new PerformanceObserver((list) => { last = list.getEntries().at(-1).startTime; })
          .observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => resolve(last), ${SETTLE_MS});
      })`);
      const setup = `${path}, 360 px, 150 ms round trip, 1.6 Mbit/s`;
      figures.write({ name: 'page, largest contentful paint', value, unit: 'ms', setup });
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

async function postJson(url: string, body: object): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
}
