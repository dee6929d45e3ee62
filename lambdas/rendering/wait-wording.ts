import type { WordingLanguage } from '../domain/languages/wording-language';
import { TIMES_WORDING } from './wording/times';

const MINUTE_SECONDS = 60;
const HOUR_MINUTES = 60;

/** How long to wait, rounded up: `in a minute`, `in 12 minutes`, `in 2 hours`. */
export function formatWait(seconds: number, language: WordingLanguage): string {
  const minutes = Math.max(1, Math.ceil(seconds / MINUTE_SECONDS));
  const { inMinutes, inHours } = TIMES_WORDING[language];
  return minutes <= HOUR_MINUTES ? inMinutes(minutes) : inHours(Math.ceil(minutes / HOUR_MINUTES));
}
