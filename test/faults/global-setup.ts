import prepareRun from '../support/prepare-run';
import { patchOf } from './mutants/mutants';
import { prepareService } from './simulation/service';

/** Jest's global setup: starts DynamoDB Local and bundles the functions for the simulation. */
export default async function prepareFaults(): Promise<void> {
  await prepareRun();
  await prepareService(patchOf(process.env.FAULT_MUTANT));
}
