/** What a reader is told when an expression can't be followed: what is wrong and what to do. */
export const MAX_EXPRESSION_LENGTH = 300;
export const MAX_TERMS = 32;
export const MAX_DEPTH = 8;
export const MIN_PREFIX_LENGTH = 3;

export const REFUSALS = {
  empty: 'Type a word, a name or a phrase to follow.',
  noWords: 'There is no word here to follow. Type a name, a place or a phrase.',
  onlyStopWords: 'Every word here is too common to follow. Add a name or a place.',
  onlyNegations:
    'This only says what to leave out, so nearly everything would match. Add a word that must be there.',
  negativeBranch:
    'One side of the OR only says what to leave out, so nearly everything would match. Add a word to that side.',
  tooLong: `This is longer than ${MAX_EXPRESSION_LENGTH} characters. Keep the names and places, and leave out the rest.`,
  tooManyTerms: `There are more than ${MAX_TERMS} words here. Keep the ones that matter most, or make several topics.`,
  tooDeep: `There are more than ${MAX_DEPTH} parentheses inside one another. Make it simpler, or make several topics.`,
  shortPrefix: `Give at least ${MIN_PREFIX_LENGTH} letters before the *, as in terr*.`,
  nearNeedsWords:
    'NEAR stands between two words or phrases, as in ceasefire NEAR/5 Gaza. Leave groups with AND or minus out of it.',
} as const;
