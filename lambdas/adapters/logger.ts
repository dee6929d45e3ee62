import { Logger } from '@aws-lambda-powertools/logger';

/**
 * JSON lines on standard output, under the function's own name; a handler makes one when it is
 * loaded. What is logged holds counts, ids and error names: no address, no link, no text that a
 * person wrote.
 */
export const createLogger = (): Logger => new Logger();

export type { Logger };
