import { Logger } from '@aws-lambda-powertools/logger';

/**
 * JSON lines on standard output. What is logged holds counts, ids and error names: no address, no
 * link, no text that a person wrote.
 */
export const logger = new Logger();
