import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES } from '../../lambdas/domain/languages/language';
import { TOPIC_LANGUAGES } from '../../lambdas/environment';
import { addressOf, exampleSettings } from '../../lib/settings';
import { readGiven, realSettings } from './stage';

const cloned = JSON.parse(readFileSync(path.join(__dirname, '../../cdk.json'), 'utf8')).context;

describe('settings', () => {
  it('are read as given', () => {
    expect(readGiven(realSettings)).toEqual(realSettings);
  });

  it('may come from the command line, where all are texts', () => {
    const texts = { sendRate: '2.5', digestHour: '23', keepData: 'false', logRetentionDays: '7' };
    const topics = { suggestedTopics: 'harbour dues; *' };
    expect(readGiven({ ...realSettings, ...texts, ...topics })).toMatchObject({
      suggestedTopics: ['harbour dues', '*'],
      sendRate: 2.5,
      digestHour: 23,
      keepData: false,
      logRetentionDays: 7,
    });
  });

  it('may leave out the site’s address and the operator’s', () => {
    const { siteUrl, ...others } = realSettings;
    expect(readGiven({ ...others, operatorEmail: '' })).not.toHaveProperty('operatorEmail');
  });

  it('take the site’s address without a slash at its end', () => {
    const { siteUrl } = readGiven({ ...realSettings, siteUrl: 'https://news.test//' });
    expect(siteUrl).toBe('https://news.test');
  });
});

it('topics may be in every language that the domain knows', () => {
  expect(TOPIC_LANGUAGES).toEqual([...LANGUAGES, 'any']);
});

describe('wrong settings are refused with a sentence', () => {
  it.each([
    ['stage', 'Prod', '"Prod", but it must be lower-case letters, digits and hyphens, at most 32.'],
    ['stage', 7, '7, but it must be a text.'],
    [
      'sender',
      'desk@',
      '"desk@", but it must be an email address, or a name and an address such as "Example <news@example.org>".',
    ],
    [
      'sender',
      'Desk <desk@news.test>\nBcc: all@news.test',
      '"Desk <desk@news.test>\\nBcc: all@news.test", but it must be one line.',
    ],
    ['identity', 'ours', '"ours", but it must be "domain", "address" or "existing".'],
    ['siteName', '  ', '"  ", but it must not be empty.'],
    [
      'siteUrl',
      'news.test',
      '"news.test", but it must be a web address such as https://news.example.org.',
    ],
    [
      'siteUrl',
      'ftp://news.test',
      '"ftp://news.test", but it must be a web address such as https://news.example.org.',
    ],
    [
      'siteUrl',
      'http://news.test',
      '"http://news.test", but it must begin with https://, or mail programs offer no one-click unsubscribing (RFC 8058).',
    ],
    [
      'postalAddress',
      '7 Quay Road\nPorthaven',
      '"7 Quay Road\\nPorthaven", but it must be one line.',
    ],
    ['sendRate', 0, '0, but it must be at least 1.'],
    ['sendRate', 'fast', '"fast", but it must be a number.'],
    ['sendRate', 20_000, '20000, but it must be at most 5000.'],
    ['digestHour', 24, '24, but it must be from 0 to 23.'],
    ['digestHour', -1, '-1, but it must be from 0 to 23.'],
    ['digestHour', 8.5, '8.5, but it must be a whole number.'],
    [
      'timeZone',
      'Europe/Londn',
      '"Europe/Londn", but it must be a time zone such as Europe/London.',
    ],
    ['keepData', 'maybe', '"maybe", but it must be true or false.'],
    [
      'topicLanguage',
      'xx',
      '"xx", but it must be one of ar, de, en, es, fr, it, nl, pt, ru, tr, any.',
    ],
    ['suggestedTopics', 7, '7, but it must be a list of expressions.'],
    ['operatorEmail', 'me', '"me", but it must be an email address.'],
    ['logRetentionDays', 31, '31, but it must be one of 1, 3, 5, 7, 14, 30, 60, 90, 180, 365.'],
  ])('%s: %j', (name, value, sentence) => {
    expect(() => readGiven({ ...realSettings, [name]: value })).toThrow(
      `The setting "${name}" is ${sentence}\nSet it in cdk.json under "context", or with -c name=value.`,
    );
  });

  const mayBeAbsent = ['siteUrl', 'suggestedTopics', 'topicLanguage'];
  const needed = Object.keys(realSettings).filter((name) => !mayBeAbsent.includes(name));
  it.each(needed)('no %s', (name) => {
    expect(() => readGiven({ ...realSettings, [name]: undefined })).toThrow(
      `The setting "${name}" is missing.\n`,
    );
  });

  it('each, when there are several', () => {
    expect(() => readGiven({ ...realSettings, stage: undefined, sendRate: 0 })).toThrow(
      'The setting "stage" is missing.\nThe setting "sendRate" is 0, but it must be at least 1.\n',
    );
  });
});

describe('the settings of the example', () => {
  it('are complete as cloned, so that everyone can look at the stack', () => {
    expect(() => readGiven(cloned)).not.toThrow();
  });

  it('that must be changed before somebody gets mail are named', () => {
    expect(exampleSettings(readGiven(cloned))).toEqual(['sender', 'siteName', 'postalAddress']);
  });

  it('are no longer named once they are changed', () => {
    expect(exampleSettings(readGiven(realSettings))).toEqual([]);
  });

  it('are named too where they were added from the documentation', () => {
    const added = { siteUrl: 'https://news.example.org', operatorEmail: 'me@example.com' };
    expect(exampleSettings(readGiven({ ...realSettings, ...added }))).toEqual([
      'siteUrl',
      'operatorEmail',
    ]);
  });
});

describe('the address of a sender', () => {
  it.each([
    ['desk@news.test', 'desk@news.test'],
    [' desk@news.test ', 'desk@news.test'],
    ['Middle East Desk <desk@news.test>', 'desk@news.test'],
    ['"Desk <east>" <desk@news.test>', 'desk@news.test'],
  ])('%j is %s', (sender, address) => {
    expect(addressOf(sender)).toBe(address);
  });
});
