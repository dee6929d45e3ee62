/**
 * The keys of the reverse index. A topic hangs under a few of them; a briefing looks up those of
 * its own words. Stems and words as they stand share one key where they are the same text, which
 * most names are: it halves what a briefing must look up, and `meet` tells them apart.
 */

/** `terr*` hangs under the first letters of the words it may begin. */
export const PREFIX_KEY_LETTERS = 3;

export const everythingKey = '*';
export const termKey = (term: string): string => `=${term}`;
export const prefixKey = (start: string): string => `^${start.slice(0, PREFIX_KEY_LETTERS)}`;
export const sourceKey = (term: string): string => `@${term}`;
export const tagKey = (tag: string): string => `#${tag}`;
/** A prefix of the source hangs here: few topics do, and a source has few words. */
export const sourcePrefixKey = '@*';
