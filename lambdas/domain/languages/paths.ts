import { ASCII_LETTER, DIGIT, kindAt, SPACE } from './characters';
import { NONE } from './none';

const isNameCharacter = (text: string, at: number): boolean =>
  (kindAt(text, at) & (ASCII_LETTER | DIGIT)) !== 0 || text[at] === '_';

const isEndOfWord = (text: string, at: number): boolean =>
  at >= text.length || (kindAt(text, at) & SPACE) !== 0;

type Step =
  | { outcome: 'refused' }
  | { outcome: 'ends'; at: number }
  /** Another slash at `at`. `canEnd` if the path may end before it. */
  | { outcome: 'slash'; at: number; canEnd: boolean }
  /** A name continues at `at`. */
  | { outcome: 'name'; at: number };

const REFUSED: Step = { outcome: 'refused' };

/**
 * Finds paths and file names by the rules of PostgreSQL's default parser: `/usr/bin`, `~/notes`,
 * `../up`, and also `and/or` and `24/7`. Each method returns the end of the path, or `NONE`.
 *
 * The reader goes forward and keeps the last position where the path could end. Calls must go
 * forward through the text too.
 */
export class PathReader {
  /** No path starts before this index. It avoids reading a long `~/~/~/…` again from each slash. */
  private noPathBefore = 0;

  constructor(private readonly text: string) {}

  /** The end of the path whose `/` is at `slash`. */
  pathEnd(slash: number): number {
    return this.follow(slash, { outcome: 'slash', at: slash, canEnd: false });
  }

  /** The end of the path that starts with `~` at `start`. */
  homePathEnd(start: number): number {
    return this.follow(start, afterTilde(this.text, start + 1));
  }

  /** The end of the path that starts with `./` or `../` at `start`. */
  dottedPathEnd(start: number): number {
    const next = this.text[start + 1];
    if (next === '/') return this.pathEnd(start + 1);
    return next === '.' ? this.follow(start, afterTwoDots(this.text, start + 2)) : NONE;
  }

  /** The end of the file name whose dot is at `dot` (`report.pdf`). */
  fileNameEnd(dot: number): number {
    if (!isNameCharacter(this.text, dot + 1)) return NONE;
    return this.follow(dot, { outcome: 'name', at: dot + 2 });
  }

  private follow(start: number, first: Step): number {
    if (start < this.noPathBefore) return NONE;
    const { text } = this;
    let fallback = NONE;
    for (let step = first; ; ) {
      if (step.outcome === 'refused') return fallback;
      if (step.outcome === 'ends') return step.at;
      if (step.outcome === 'name') {
        const stop = nameStop(text, step.at);
        if (text[stop] !== '/') return stop;
        step = { outcome: 'slash', at: stop, canEnd: true };
      }
      if (step.canEnd) fallback = step.at;
      const slash = step.at;
      step = afterSlash(text, slash + 1);
      if (step.outcome === 'refused') this.noPathBefore = slash;
    }
  }
}

/** A slash can be followed by a name, `~name`, `.` or `..`. */
function afterSlash(text: string, at: number): Step {
  if (isNameCharacter(text, at)) return { outcome: 'name', at: at + 1 };
  if (text[at] === '.') return afterDot(text, at + 1);
  return text[at] === '~' ? afterTilde(text, at + 1) : REFUSED;
}

function afterDot(text: string, at: number): Step {
  if (isNameCharacter(text, at)) return { outcome: 'name', at: at + 1 };
  if (text[at] === '/') return { outcome: 'slash', at, canEnd: false };
  return text[at] === '.' ? afterTwoDots(text, at + 1) : REFUSED;
}

function afterTwoDots(text: string, at: number): Step {
  if (text[at] === '/') return { outcome: 'slash', at, canEnd: true };
  return isEndOfWord(text, at) ? { outcome: 'ends', at } : REFUSED;
}

function afterTilde(text: string, at: number): Step {
  if (isNameCharacter(text, at)) return { outcome: 'name', at: at + 1 };
  return text[at] === '/' ? { outcome: 'slash', at, canEnd: false } : REFUSED;
}

/** The first index from `from` that cannot belong to the name. */
function nameStop(text: string, from: number): number {
  let at = from;
  for (;;) {
    if (isNameCharacter(text, at) || text[at] === '-') at++;
    else if (text[at] === '.' && isNameCharacter(text, at + 1)) at += 2;
    else return at;
  }
}

const NOT_IN_URLS = new Set('"<>\\^`{|}');

/** The end of the characters, from `from`, that the path of a URL may contain. */
export function urlPathEnd(text: string, from: number): number {
  let at = from;
  while (isUrlCharacter(text, at)) at++;
  return at;
}

function isUrlCharacter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit > 0x20 && unit < 0x7f && !NOT_IN_URLS.has(text[at] ?? '');
}
