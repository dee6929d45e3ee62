import { cutAtWord, plainLine } from '../plain-line';

/** In characters. All that a stranger can write in an email that we send. */
const MAX_ASKED_LENGTH = 60;

/** `example.com`, `http://example`, `www.example`: what programs turn into a link. */
const LINK_LIKE = /(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu;

/**
 * A topic as someone typed it for an address that need not be theirs: short, and without anything that an
 * email program makes a link of, e.g. `example[.]com`.
 */
export function shortTopic(expression: string): string {
  return cutAtWord(
    plainLine(expression).replace(/:\/\//g, '[:]//').replace(LINK_LIKE, '[.]'),
    MAX_ASKED_LENGTH,
  );
}
