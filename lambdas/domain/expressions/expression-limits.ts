/** The most characters (code points) of an expression, both as typed and in canonical form. */
export const MAX_EXPRESSION_LENGTH = 300;
/** The most words, prefixes and tags of an expression. */
export const MAX_TERMS = 32;
/** The most levels of parentheses. */
export const MAX_DEPTH = 8;
/** The fewest letters before the `*` of a prefix. */
export const MIN_PREFIX_LENGTH = 3;
