import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { formatPeriod, formatTime, formatTimeAndZone } from '../../../lambdas/rendering/dates';
import { frequencyWording } from '../../../lambdas/rendering/frequency-wording';
import {
  confirmButtonLabel,
  summarizeTopics,
  topicInSentence,
  topicName,
} from '../../../lambdas/rendering/topic-wording';

const inAll = (format: (language: (typeof WORDING_LANGUAGES)[number]) => string) =>
  Object.fromEntries(WORDING_LANGUAGES.map((language) => [language, format(language)]));

const time = new Date('2023-11-07T05:12:00Z');

describe('in every language', () => {
  it('a time has the day before the month, as a word', () => {
    expect(inAll((language) => formatTime(time, 'Europe/Berlin', language))).toEqual({
      en: '7 November 2023, 06:12',
      fr: '7 novembre 2023 à 06:12',
      de: '7. November 2023, 06:12 Uhr',
      es: '7 de noviembre de 2023, 06:12',
      ar: '7 نوفمبر 2023، 06:12',
    });
    expect(formatTimeAndZone(time, 'America/New_York', 'de')).toBe(
      '7. November 2023, 00:12 Uhr (America/New York)',
    );
  });

  it('a period names its month once if it can', () => {
    const days = (from: string) =>
      formatPeriod(new Date(from), new Date('2023-11-07T12:00:00Z'), 'UTC', 'fr').replace(
        /\s/g,
        ' ',
      );
    expect(days('2023-11-06T12:00:00Z')).toBe('6–7 novembre 2023 (UTC)');
    expect(days('2023-10-31T12:00:00Z')).toBe('31 octobre – 7 novembre 2023 (UTC)');
    expect(days('2023-11-07T01:00:00Z')).toBe('7 novembre 2023 (UTC)');
  });

  it('topics are summarized, and the topic of every briefing has a name', () => {
    expect(inAll((language) => summarizeTopics(['Gaza', 'Rafah', 'Iran'], language))).toEqual({
      en: 'Gaza and 2 more topics',
      fr: 'Gaza et 2 autres sujets',
      de: 'Gaza und 2 weitere Themen',
      es: 'Gaza y 2 temas más',
      ar: 'Gaza وموضوعان آخران',
    });
    expect(topicName('*', 'fr')).toBe('Toutes les dépêches');
    expect(topicInSentence('*', 'fr')).toBe('toutes les dépêches');
    expect(topicName('Gaza aid', 'ar')).toBe('Gaza aid');
  });

  it('a frequency and the button to confirm have their own wording', () => {
    const words = WORDING_LANGUAGES.flatMap((language) => [
      ...Object.values(frequencyWording(language)).map(({ sent }) => sent),
      confirmButtonLabel(1, language),
      confirmButtonLabel(2, language),
    ]);
    expect(new Set(words).size).toBe(WORDING_LANGUAGES.length * 6);
  });
});

describe('the language', () => {
  it('is never English unless a caller says so', () => {
    const folder = path.resolve(__dirname, '../../../lambdas/rendering');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const);
    expect(sources.length).toBeGreaterThan(50);
    const defaults = sources.filter(([, text]) => /language(: \w+)? = 'en'/.test(text));
    expect(defaults.map(([file]) => file)).toEqual([]);
  });
});
