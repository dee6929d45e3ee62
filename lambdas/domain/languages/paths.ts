import { ASCII_LETTER, DIGIT, kindAt, SPACE } from './characters';
import { NONE } from './none';

/**
 * Paths and file names, as PostgreSQL's default parser sees them: `/usr/bin`, `~/notes`, `../up`,
 * and also `and/or` and `24/7`. Read forward once, remembering the last place a path could end.
 */

const isNameCharacter = (text: string, at: number): boolean =>
  (kindAt(text, at) & (ASCII_LETTER | DIGIT)) !== 0 || text[at] === '_';

const ends = (text: string, at: number): boolean =>
  at >= text.length || (kindAt(text, at) & SPACE) !== 0;

type Step =
  | { outcome: 'refused' }
  | { outcome: 'ends'; at: number }
  /** Another slash at `at`; `endable` where the path may end before it. */
  | { outcome: 'slash'; at: number; endable: boolean }
  /** A name goes on at `at`. */
  | { outcome: 'name'; at: number };

const REFUSED: Step = { outcome: 'refused' };

/** The end of the path whose first character after `/` stands at `from`, or `NONE`. */
export function pathEnd(text: string, from: number): number {
  return followPath(text, afterSlash(text, from));
}

/** The end of the path that begins with `~` or `.` at `start`, or `NONE`. */
export function homePathEnd(text: string, start: number): number {
  return followPath(text, afterTilde(text, start + 1));
}

export function dottedPathEnd(text: string, start: number): number {
  const next = text[start + 1];
  if (next === '/') return pathEnd(text, start + 2);
  return next === '.' ? followPath(text, afterTwoDots(text, start + 2)) : NONE;
}

/** The end of the file name that has a dot at `dot` (`report.pdf`), or `NONE`. */
export function fileNameEnd(text: string, dot: number): number {
  if (!isNameCharacter(text, dot + 1)) return NONE;
  return followPath(text, { outcome: 'name', at: dot + 2 });
}

function followPath(text: string, first: Step): number {
  let fallback = NONE;
  for (let step = first; ; ) {
    if (step.outcome === 'refused') return fallback;
    if (step.outcome === 'ends') return step.at;
    if (step.outcome === 'name') {
      const stop = nameStop(text, step.at);
      if (text[stop] !== '/') return stop;
      step = { outcome: 'slash', at: stop, endable: true };
    }
    if (step.endable) fallback = step.at;
    step = afterSlash(text, step.at + 1);
  }
}

/** What stands after a slash: a name, `~name`, `.` or `..`. */
function afterSlash(text: string, at: number): Step {
  if (isNameCharacter(text, at)) return { outcome: 'name', at: at + 1 };
  if (text[at] === '.') return afterDot(text, at + 1);
  return text[at] === '~' ? afterTilde(text, at + 1) : REFUSED;
}

function afterDot(text: string, at: number): Step {
  if (isNameCharacter(text, at)) return { outcome: 'name', at: at + 1 };
  if (text[at] === '/') return { outcome: 'slash', at, endable: false };
  return text[at] === '.' ? afterTwoDots(text, at + 1) : REFUSED;
}

function afterTwoDots(text: string, at: number): Step {
  if (text[at] === '/') return { outcome: 'slash', at, endable: true };
  return ends(text, at) ? { outcome: 'ends', at } : REFUSED;
}

function afterTilde(text: string, at: number): Step {
  if (isNameCharacter(text, at)) return { outcome: 'name', at: at + 1 };
  return text[at] === '/' ? { outcome: 'slash', at, endable: false } : REFUSED;
}

/** Reads a name on from `from`, to the first character that cannot belong to it. */
function nameStop(text: string, from: number): number {
  let at = from;
  for (;;) {
    if (isNameCharacter(text, at) || text[at] === '-') at++;
    else if (text[at] === '.' && isNameCharacter(text, at + 1)) at += 2;
    else return at;
  }
}

const NOT_IN_URLS = new Set('"<>\\^`{|}');

/** The end of the characters that a url's path may hold, from `from` on. */
export function urlPathEnd(text: string, from: number): number {
  let at = from;
  while (isUrlCharacter(text, at)) at++;
  return at;
}

function isUrlCharacter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit > 0x20 && unit < 0x7f && !NOT_IN_URLS.has(text[at] ?? '');
}
