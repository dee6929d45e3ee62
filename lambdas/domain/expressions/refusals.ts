/** What a reader is told when an expression can't be followed: what is wrong and what to do. */
export const MOST_CHARACTERS = 300;
export const MOST_TERMS = 32;
export const DEEPEST = 8;
export const SHORTEST_PREFIX = 3;

export const REFUSALS = {
  empty: 'Type a word, a name or a phrase to follow.',
  noWords: 'There is no word here to follow. Type a name, a place or a phrase.',
  onlyStopWords: 'Every word here is too common to follow. Add a name or a place.',
  onlyNegations:
    'This only says what to leave out, so nearly everything would match. Add a word that must be there.',
  negativeBranch:
    'One side of the OR only says what to leave out, so nearly everything would match. Add a word to that side.',
  tooLong: `This is longer than ${MOST_CHARACTERS} characters. Keep the names and places, and leave out the rest.`,
  tooManyTerms: `There are more than ${MOST_TERMS} words here. Keep the ones that matter most, or make several topics.`,
  tooDeep: `There are more than ${DEEPEST} parentheses inside one another. Make it simpler, or make several topics.`,
  shortPrefix: `Give at least ${SHORTEST_PREFIX} letters before the *, as in terr*.`,
  nearNeedsWords:
    'NEAR stands between two words or phrases, as in ceasefire NEAR/5 Gaza. Leave groups with AND or minus out of it.',
} as const;
