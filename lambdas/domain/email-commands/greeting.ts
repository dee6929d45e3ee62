import { fold } from '../languages/characters';
import { WORDING_LANGUAGES } from '../languages/wording-language';
import { COMMAND_WORDS } from './command-words';

const GREETINGS = WORDING_LANGUAGES.flatMap((language) =>
  COMMAND_WORDS[language].greetings.map(
    (greeting) => new RegExp(`^${fold(greeting)}(?:[\\s,!.:،]|$)`, 'u'),
  ),
);

/** A greeting has a name and a short sentence at most after it: `Dear editors,`. */
const MAX_GREETING_LENGTH = 60;

/** Whether a line begins as an email does. */
export function isGreeting(line: string): boolean {
  return line.length <= MAX_GREETING_LENGTH && GREETINGS.some((each) => each.test(fold(line)));
}

/** What may be a command in a line that begins with a greeting: `stop` in `Hi, stop` and in `Hello Ann, stop`. */
export function afterGreeting(line: string): string[] {
  const withoutWord = line.replace(/^\S+[\s,!.:،]*/u, '');
  const withoutName = line.replace(/^[^,!:،]*[,!:،]\s*/u, '');
  return [withoutWord, withoutName].filter((rest) => rest !== '' && rest !== line);
}
