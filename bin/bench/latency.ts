import { startLocalStack } from '../../lib/local/local-stack';
import { type FigureWriter, median } from './figures';

const BRIEFINGS = 50;
const TIMEOUT_MS = 30_000;

/** Measures the time from publishing a briefing to the arrival of its alert, one at a time. */
export async function measureLatency(figures: FigureWriter): Promise<void> {
  let arrived: () => void = () => {};
  const stack = await startLocalStack({
    onEmail: () => arrived(),
    environment: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
  });
  try {
    await postJson(`${stack.siteUrl}/api/subscriptions`, {
      email: 'bench@example.org',
      expressions: ['harbour'],
      frequency: 'instant',
      confirmed: true,
      consent: 'benchmark',
    });
    const times: number[] = [];
    for (let count = 0; count < BRIEFINGS; count += 1) {
      const emailArrived = new Promise<void>((resolve, reject) => {
        arrived = resolve;
        setTimeout(() => reject(new Error('No email arrived.')), TIMEOUT_MS).unref();
      });
      const started = performance.now();
      const briefing = { title: `Harbour news ${count}`, language: 'en' };
      await postJson(`${stack.siteUrl}/api/briefings`, briefing);
      await emailArrived;
      times.push(performance.now() - started);
    }
    const setup = `${BRIEFINGS} briefings one after another, local stack, one subscriber`;
    const figure = (name: string, value: number) =>
      figures.write({ name, value, unit: 'ms', setup });
    figure('publish to inbox, median', median(times));
    figure('publish to inbox, longest', Math.max(...times));
  } finally {
    await stack.stop();
  }
}

async function postJson(url: string, body: object): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
}
