import {
  MAX_DEPTH,
  MAX_EXPRESSION_LENGTH,
  MAX_TERMS,
  MIN_PREFIX_LENGTH,
} from './expression-limits';

/** Why an expression cannot be followed, and what to change, in sentences for the person who typed it. */
export const REFUSALS = {
  empty: 'Type a word, a name or a phrase to follow.',
  noWords: 'There is no word here to follow. Type a name, a place or a phrase.',
  onlyStopWords: 'Every word here is too common to follow. Add a name or a place.',
  onlyNegations:
    'This only says what to leave out, so nearly everything would match. Add a word that must be present.',
  negativeBranch:
    'One side of the OR only says what to leave out, so nearly everything would match. Add a word to that side.',
  tooLong: `This is longer than ${MAX_EXPRESSION_LENGTH} characters. Keep the names and places and leave out the rest.`,
  tooManyTerms: `There are more than ${MAX_TERMS} words here. Keep the most important ones, or follow several topics.`,
  tooDeep: `There are more than ${MAX_DEPTH} levels of parentheses here. Make the topic simpler, or follow several topics.`,
  shortPrefix: `Give at least ${MIN_PREFIX_LENGTH} letters before the *, as in terr*.`,
  nearNeedsWords:
    'Put NEAR between two words or phrases, as in ceasefire NEAR/5 Gaza. It cannot join groups with AND or minus.',
} as const;
