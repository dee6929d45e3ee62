import { wordingLanguageOf } from '../../../lambdas/domain/languages/wording-language-of';

it.each([
  ['Können Sie mir sagen, was ich hier machen muss?', 'de'],
  ['Je ne sais pas ce que je dois faire avec cette liste.', 'fr'],
  ['No sé qué tengo que hacer con esta lista.', 'es'],
  ['مرحبا، أريد أن أعرف المزيد', 'ar'],
  ['I do not know what to do with this.', 'en'],
  ['Skua', undefined],
  ['Questo non lo so proprio, ma che cosa devo fare con questa lista?', undefined],
  ['', undefined],
])('“%s” is in %s', (text, language) => {
  expect(wordingLanguageOf(text)).toBe(language);
});
