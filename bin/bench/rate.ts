import type { Lane } from '../../lambdas/domain/lane';
import { MAX_EMAILS_PER_SECOND_PER_WORKER } from '../../lib/settings';
import { type FigureWriter, median } from './figures';
import { seededRandom } from './seeded-random';
import { MODEL, SimulatedLanes, type SimulatedSend } from './simulated-lanes';

/** Emails per second that this many workers of a lane are meant for. */
const WORKERS = [2, 20, 200] as const;
const BACKLOG = 100_000;
const WARM_UP_SECONDS = 5;
const MEASURED_SECONDS = 20;
const SEED = 8;

const LATENCIES = Object.entries(MODEL)
  .map(([name, [middle, p99]]) => `${name} ${middle} ms, p99 ${p99} ms`)
  .join('; ');

/**
 * Simulates the workers of the lanes with AWS-like latencies. They run the real deliver use case and the
 * real rule of the send slots, in simulated time.
 */
export async function measureRate(figures: FigureWriter): Promise<void> {
  figures.progress(`Latencies (log-normal): ${LATENCIES}.`);
  for (const workers of WORKERS) {
    const rate = workers * MAX_EMAILS_PER_SECOND_PER_WORKER;
    for (const lane of ['alerts', 'digests'] as const) {
      await measureLane(figures, lane, { workers, rate });
    }
    await measureUrgent(figures, { workers, rate });
    await measureTwoBacklogs(figures, { workers, rate });
  }
  await measureSignUps(figures);
}

interface Size {
  workers: number;
  rate: number;
}

/** One lane with more emails than it can send. */
async function measureLane(figures: FigureWriter, lane: Lane, size: Size): Promise<void> {
  const { workers, rate } = size;
  const lanes = start(rate);
  // More than can be sent.
  const backlog = Math.max(BACKLOG, 2 * rate * (WARM_UP_SECONDS + MEASURED_SECONDS));
  lanes.add(lane, backlog);
  await lanes.run(WARM_UP_SECONDS);
  const before = lanes.sends.length;
  await lanes.run(MEASURED_SECONDS);
  const sent = lanes.sends.length - before;
  const setup = `simulated: ${workers} workers, ${rate} emails/s, ${backlog} ${lane} waiting, ${MEASURED_SECONDS} s`;
  const figure = (name: string, value: number, unit: string) =>
    figures.write({ name: `${lane}: ${name}`, value, unit, setup });
  figure('share of the rate used', sent / MEASURED_SECONDS / rate, 'of 1');
  figure('most in any second', mostInAnySecond(lanes.sends) / rate, 'of the rate');
  figure('writes to the send line', lanes.lineWrites / lanes.sends.length, 'per email');
}

/** One alert and one confirmation at a time, while digests wait. */
async function measureUrgent(figures: FigureWriter, { workers, rate }: Size): Promise<void> {
  const lanes = start(rate);
  lanes.add('digests', BACKLOG);
  await lanes.run(WARM_UP_SECONDS);
  for (let round = 0; round < 20; round += 1) {
    lanes.add('alerts', 1);
    lanes.add('confirmations', 1);
    // Not a whole number, so that they arrive at any moment of the digests' rhythm.
    await lanes.run(1.37);
  }
  await lanes.run(WARM_UP_SECONDS);
  const setup = `simulated: ${rate} emails/s, ${workers} workers, 20 of each behind ${BACKLOG} digests`;
  for (const lane of ['confirmations', 'alerts'] as const) {
    const waits = queueSeconds(lanes.sends, lane);
    const name = `${lane} behind digests: queue time`;
    figures.write({ name: `${name}, median`, value: median(waits), unit: 's', setup });
    figures.write({ name: `${name}, longest`, value: Math.max(...waits), unit: 's', setup });
  }
  const most = mostInAnySecond(lanes.sends) / rate;
  const name = 'all lanes: most in any second';
  figures.write({ name, value: most, unit: 'of the rate', setup });
}

/** Alerts and digests wait, more than can be sent. */
async function measureTwoBacklogs(figures: FigureWriter, { workers, rate }: Size): Promise<void> {
  const lanes = start(rate);
  lanes.add('digests', BACKLOG);
  lanes.add('alerts', BACKLOG);
  await lanes.run(WARM_UP_SECONDS);
  for (let round = 0; round < 10; round += 1) {
    lanes.add('confirmations', 1);
    await lanes.run(1.37);
  }
  await lanes.run(WARM_UP_SECONDS);
  const setup = `simulated: ${rate} emails/s, ${workers} workers, ${BACKLOG} alerts and ${BACKLOG} digests waiting`;
  const { sends, seconds } = lanes;
  const alerts = sends.filter(({ lane }) => lane === 'alerts').length;
  const figure = (name: string, value: number, unit: string) =>
    figures.write({ name, value, unit, setup });
  figure('both backlogs: share of the rate used', sends.length / seconds / rate, 'of 1');
  figure('both backlogs: alerts among the emails', alerts / sends.length, 'of 1');
  figure('both backlogs: most in any second', mostInAnySecond(sends) / rate, 'of the rate');
  figure('both backlogs: writes to the send line', lanes.lineWrites / sends.length, 'per email');
  const longest = Math.max(...queueSeconds(sends, 'confirmations'));
  figure('both backlogs: queue time of a confirmation, longest', longest, 's');
}

/** 800 sign-ups by a stranger within 7 s, and then an alert. */
async function measureSignUps(figures: FigureWriter): Promise<void> {
  const rate = 14;
  const lanes = start(rate);
  for (let second = 0; second < 7; second += 1) {
    lanes.add('confirmations', Math.ceil(800 / 7));
    await lanes.run(1);
  }
  lanes.add('alerts', 1);
  await lanes.run(60);
  const setup = `simulated: ${rate} emails/s, 800 confirmations in 7 s, then an alert, then a minute`;
  const figure = (name: string, value: number, unit: string) =>
    figures.write({ name: `sign-ups by a stranger: ${name}`, value, unit, setup });
  const [alertSeconds = Number.NaN] = queueSeconds(lanes.sends, 'alerts');
  const confirmations = lanes.sends.filter(({ lane }) => lane === 'confirmations').length;
  figure('queue time of the alert', alertSeconds, 's');
  figure('share of the rate for confirmations', confirmations / lanes.seconds / rate, 'of 1');
}

function start(rate: number): SimulatedLanes {
  return new SimulatedLanes(rate, seededRandom(SEED));
}

function queueSeconds(sends: readonly SimulatedSend[], wanted: Lane): number[] {
  return sends
    .filter(({ lane }) => lane === wanted)
    .map(({ queuedAt, sentAt }) => (sentAt - queuedAt) / 1_000);
}

/** The largest number of emails within 1,000 ms, wherever these start. */
function mostInAnySecond(sends: readonly SimulatedSend[]): number {
  const times = sends.map(({ sentAt }) => sentAt).sort((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [index, time] of times.entries()) {
    while (time - Number(times[first]) >= 1_000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
