import { detectByStopWords } from './detect-by-stop-words';
import { WORDING_LANGUAGES, type WordingLanguage } from './wording-language';

const ARABIC_LETTER = /\p{Script=Arabic}/gu;
const LETTER = /\p{L}/gu;

/** The language of ours that a text is in, or undefined if that is not clear. */
export function wordingLanguageOf(text: string): WordingLanguage | undefined {
  const letters = text.match(LETTER)?.length ?? 0;
  const arabic = text.match(ARABIC_LETTER)?.length ?? 0;
  if (arabic > 0 && arabic >= letters / 2) return 'ar';
  const detected = detectByStopWords(text);
  return WORDING_LANGUAGES.find((language) => language === detected);
}
