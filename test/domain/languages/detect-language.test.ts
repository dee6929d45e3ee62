import { detectLanguage } from '../../../lambdas/domain/languages/detect-language';

describe('the language of a briefing is detected from its text', () => {
  it.each([
    ['en', 'US Secretary of State Antony Blinken has concluded his tour of the Middle East'],
    ['en', 'Parliament votes on the new housing bill tomorrow'],
    ['fr', "Le secrétaire d'État américain a achevé sa tournée au Proche-Orient"],
    ['fr', 'Le parlement vote demain la loi sur le logement'],
    ['de', 'Der Bundestag stimmt morgen über das Gesetz ab'],
    ['de', 'Verhandlungen über die Geiseln stocken'],
    ['es', 'El parlamento vota mañana la ley de vivienda'],
    ['it', 'I negoziati sugli ostaggi sono in stallo'],
    ['pt', 'As negociações sobre os reféns não avançam'],
    ['nl', 'De onderhandelingen over de gijzelaars lopen vast'],
    ['ru', 'Переговоры о заложниках зашли в тупик'],
    ['tr', 'Meclis yarın konut yasasını oylayacak'],
    ['ar', 'شاحنات المساعدات تدخل غزة'],
    ['ja', '米国務長官は中東歴訪を終えた'],
    ['zh', '美国国务卿结束中东之行'],
    ['sv', 'Utrikesministern har avslutat sin resa och återvänder till Stockholm under kvällen'],
    ['pl', 'Sekretarz stanu USA zakończył podróż po Bliskim Wschodzie'],
  ])('%s: %s', (expected, text) => {
    expect(detectLanguage(text)).toBe(expected);
  });

  it('is English if the text gives no clue', () => {
    expect(detectLanguage('')).toBe('en');
    expect(detectLanguage('🎉 2023')).toBe('en');
  });
});
