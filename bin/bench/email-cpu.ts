import path from 'node:path';
import type * as LinkSignerFile from '../../lambdas/adapters/link-signer';
import type { BriefingHeading } from '../../lambdas/domain/briefing';
import type { Snippet } from '../../lambdas/domain/snippet';
import type { Subscriber } from '../../lambdas/domain/subscriber';
import type * as EmailWriterFile from '../../lambdas/rendering/email-writer';
import { sitePages } from '../../lambdas/rendering/site-pages';
import type { EmailWriter } from '../../lambdas/use-cases/prepare-delivery/email-writer';
import { compileTemplates } from '../../lib/compile-templates';
import { cpuMsPerRun } from './cpu-time';
import type { FigureWriter } from './figures';
import { loadBundled } from './load-bundled';
import { realTexts } from './real-texts';

const LAMBDAS = path.resolve(__dirname, '../../lambdas');
const WARM_UP = 500;
const ALERTS = 2_000;
const DIGESTS = 500;
const BRIEFINGS_PER_DIGEST = 20;
const TOPICS_PER_DIGEST = 4;
const NOW = '2026-12-02T08:00:00.000Z';
const SITE = 'https://briefwire.example';

const subscriber: Subscriber = {
  subscriberId: '01JDR8ZK3N4Q5W6X7Y8Z9A0B1C',
  address: 'reader@example.org',
  timeZone: 'Europe/London',
  hour: 8,
  createdAt: NOW,
};

/** Measures the CPU time of writing an email: signing its links, filling the template, building the MIME. */
export async function measureEmailCpu(figures: FigureWriter): Promise<void> {
  await compileTemplates();
  const writer = createWriter();
  const briefings = sampleHeadings(BRIEFINGS_PER_DIGEST);
  const [briefing] = briefings;
  if (briefing === undefined) throw new Error('There are no sample texts.');
  const topics = [aTopic(0, briefing)];
  const matches = briefings.map((one, index) => ({
    ...aTopic(index % TOPICS_PER_DIGEST, one),
    briefing: one,
  }));
  const alert = (run: number) =>
    writer.alert({ deliveryId: `alert-${run}`, subscriber, briefing, topics });
  const digest = (run: number) =>
    writer.digest({
      ...{ deliveryId: `digest-${run}`, subscriber, frequency: 'daily', matches },
      periodStart: '2026-12-01T08:00:00.000Z',
      periodEnd: NOW,
    });

  const measure = async (what: string, write: EmailRun, runs: number) => {
    const { raw } = await write(0);
    const value = await cpuMsPerRun(write, { warmUp: WARM_UP, runs });
    const setup = `${raw.length} bytes, user and system time of the process, mean of ${runs} after ${WARM_UP}, Node ${process.version}`;
    figures.write({ name: `write ${what}`, value, unit: 'ms of CPU', setup });
  };
  await measure('an alert', alert, ALERTS);
  await measure(`a digest of ${BRIEFINGS_PER_DIGEST} briefings`, digest, DIGESTS);
}

type EmailRun = (run: number) => ReturnType<EmailWriter['alert']>;

/** The writer as the deliver function bundles it, with a key for links that needs no table. */
function createWriter(): EmailWriter {
  const { createEmailWriter } = loadBundled(
    path.join(LAMBDAS, 'rendering/email-writer.ts'),
  ) as typeof EmailWriterFile;
  const { LinkSigner } = loadBundled(
    path.join(LAMBDAS, 'adapters/link-signer.ts'),
  ) as typeof LinkSignerFile;
  const item = { Item: { secret: Buffer.alloc(32, 7).toString('base64url'), madeAt: NOW } };
  const client = { send: async () => item } as never;
  const links = new LinkSigner(client, 'Subscribers', () => NOW);
  const site = {
    siteName: 'Briefwire',
    brand: { name: 'Briefwire', accent: '#8a1c3a', accentDark: '#c98b9b' },
    sender: 'Briefwire <briefings@briefwire.example>',
    postalAddress: '1 Example Street, 10115 Berlin, Germany',
    stage: 'bench',
    newsletters: [],
  };
  return createEmailWriter(site, sitePages(SITE), links.sign, () => NOW);
}

function sampleHeadings(count: number): BriefingHeading[] {
  return realTexts()
    .slice(0, count)
    .map(({ title, body }, index) => ({
      briefingId: `briefing-${index}`,
      title,
      summary: body.slice(0, 160),
      url: `https://news.example/2026/12/01/briefing-${index}`,
      source: 'World Factbook',
      language: 'en',
      publishedAt: new Date(Date.parse(NOW) - index * 3_600_000).toISOString(),
    }));
}

function aTopic(index: number, { summary }: BriefingHeading) {
  const snippet: Snippet = [
    { text: '… ', matched: false },
    { text: summary.slice(0, 20), matched: true },
    { text: summary.slice(20, 140), matched: false },
  ];
  return { topicId: `topic-${index}`, expression: `harbour dues ${index}`, snippet };
}
