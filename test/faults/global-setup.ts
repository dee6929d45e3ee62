import prepareRun from '../support/prepare-run';
import { mutantNamed } from './mutants/mutants';
import { prepareService } from './simulation/service';

/** Jest's global setup: starts DynamoDB Local and bundles the functions for the simulation. */
export default async function prepareFaults(): Promise<void> {
  await prepareRun();
  await prepareService();
  const { FAULT_MUTANT } = process.env;
  if (FAULT_MUTANT) await prepareService(mutantNamed(FAULT_MUTANT));
}
