import { REFUSALS } from '../../../domain/refusal';

/** The command line and the API give the same sentences, so they are in the domain. */
export const en = REFUSALS;
