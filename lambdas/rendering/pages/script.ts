import { createHash } from 'node:crypto';
import { SCRIPTS } from './scripts';

/**
 * The script of the site: it only adds to what works without it. A file of its own, so that it does not
 * delay the first paint and is loaded once.
 */
export const SCRIPT = SCRIPTS.map((script) => `{${script.replace(/\n\s*/g, '\n')}}`).join('\n');

const hash = createHash('sha256').update(SCRIPT).digest('hex').slice(0, 12);

export const SCRIPT_PATH = `/assets/site-${hash}.js`;
