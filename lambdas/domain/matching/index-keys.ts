/**
 * The keys of the reverse index. A topic is indexed under a few of them; a briefing looks up those of its
 * own words. A stem and a word as written share one key if they are the same text, which is true of most
 * names: this halves what a briefing must look up, and `matchTopic` distinguishes them.
 */

/**
 * DynamoDB's limit for a partition key. It rejects a whole batch if one of its keys is longer:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const MAX_KEY_BYTES = 2_048;

/** `terr*` is indexed under the first letters of the words it can match. */
export const PREFIX_KEY_LENGTH = 3;

export const everythingKey = '*';
export const termKey = (term: string): string => `=${term}`;
export const prefixKey = (start: string): string => `^${start.slice(0, PREFIX_KEY_LENGTH)}`;
export const sourceKey = (term: string): string => `@${term}`;
export const tagKey = (tag: string): string => `#${tag}`;
/** All prefixes of the source share this key: few topics have one, and a source has few words. */
export const sourcePrefixKey = '@*';
