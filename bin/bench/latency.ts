import { startLocalStack } from '../../lib/local/local-stack';
import { type FigureWriter, median } from './figures';

const BRIEFINGS = 50;
const PATIENCE_MS = 30_000;

/** How long from publishing a briefing until its alert lies in the inbox, one at a time. */
export async function measureLatency(figures: FigureWriter): Promise<void> {
  let arrived: () => void = () => {};
  const stack = await startLocalStack({
    onMail: () => arrived(),
    environment: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
  });
  try {
    await postJson(`${stack.siteUrl}/api/subscriptions`, {
      email: 'bench@example.org',
      expressions: ['harbour'],
      frequency: 'instant',
      confirmed: true,
      consent: 'the bench',
    });
    const times: number[] = [];
    for (let count = 0; count < BRIEFINGS; count += 1) {
      const mail = new Promise<void>((resolve, reject) => {
        arrived = resolve;
        setTimeout(() => reject(new Error('No mail came.')), PATIENCE_MS).unref();
      });
      const started = performance.now();
      const briefing = { title: `Harbour news ${count}`, language: 'en' };
      await postJson(`${stack.siteUrl}/api/briefings`, briefing);
      await mail;
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
