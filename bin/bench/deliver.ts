import { measureDeliverCpu } from './deliver-cpu';
import { measureEmailCosts } from './email-costs';
import { measureEmailCpu } from './email-cpu';
import type { FigureWriter } from './figures';
import { measureMatchCpu } from './match-cpu';

/** Measures the cost of an email: CPU time of its parts, calls to AWS services, and their price. */
export async function measureDeliver(figures: FigureWriter): Promise<void> {
  await measureEmailCpu(figures);
  await measureDeliverCpu(figures);
  await measureMatchCpu(figures);
  await measureEmailCosts(figures);
}
