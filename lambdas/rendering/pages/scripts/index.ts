import { LIVE_PREVIEW } from './live-preview';
import { TIME_ZONE } from './time-zone';

/** The scripts of the site, each in its own scope. Write them as text for browsers of the last five years. */
export const SCRIPTS: readonly string[] = [LIVE_PREVIEW, TIME_ZONE];
