import { DIGIT, kindAt } from './characters';
import { NONE } from './none';

/** Numbers, by the rules of PostgreSQL's default parser. Each function returns an end, or `NONE`. */

const isDigit = (text: string, at: number): boolean => (kindAt(text, at) & DIGIT) !== 0;

export function digitsEnd(text: string, from: number): number {
  let at = from;
  while (isDigit(text, at)) at++;
  return at;
}

/** The end of the exponent (`e5`, `E-5`) whose `e` is at `at`. */
export function exponentEnd(text: string, at: number): number {
  if (text[at] !== 'e' && text[at] !== 'E') return NONE;
  const signed = text[at + 1] === '+' || text[at + 1] === '-';
  const first = signed ? at + 2 : at + 1;
  return isDigit(text, first) ? digitsEnd(text, first) : NONE;
}

/** The end of the decimals, exponent or version number after the dot at `dot`. */
export function decimalsEnd(text: string, dot: number): number {
  if (text[dot] !== '.' || !isDigit(text, dot + 1)) return NONE;
  let at = digitsEnd(text, dot + 1);
  if (text[at] !== '.' || !isDigit(text, at + 1)) {
    const exponent = exponentEnd(text, at);
    return exponent === NONE ? at : exponent;
  }
  while (text[at] === '.' && isDigit(text, at + 1)) at = digitsEnd(text, at + 1);
  return at;
}

/** The end of the number whose sign is at `start`. `NONE` for a version number, which has no sign. */
export function signedNumberEnd(text: string, start: number): number {
  if (!isDigit(text, start + 1)) return NONE;
  const whole = digitsEnd(text, start + 1);
  const exponent = exponentEnd(text, whole);
  if (exponent !== NONE) return exponent;
  if (text[whole] !== '.' || !isDigit(text, whole + 1)) return whole;
  const fraction = digitsEnd(text, whole + 1);
  if (text[fraction] === '.' && isDigit(text, fraction + 1)) return NONE;
  const ending = exponentEnd(text, fraction);
  return ending === NONE ? fraction : ending;
}
