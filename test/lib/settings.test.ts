import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES } from '../../lambdas/domain/languages/language';
import { TOPIC_LANGUAGES } from '../../lambdas/environment';
import { addressOf, exampleSettings } from '../../lib/settings';
import { readContext, validSettings } from './stage';

const cloned = JSON.parse(readFileSync(path.join(__dirname, '../../cdk.json'), 'utf8')).context;

describe('settings', () => {
  it('are read from the context', () => {
    expect(readContext(validSettings)).toEqual({
      ...validSettings,
      brand: { ...validSettings.brand, accentDark: expect.stringMatching(/^#/) },
    });
  });

  it('can come from the command line, where all values are text', () => {
    const texts = { sendRate: '2.5', digestHour: '23', keepData: 'false', logRetentionDays: '7' };
    const topics = { suggestedTopics: 'harbour dues; *' };
    expect(readContext({ ...validSettings, ...texts, ...topics })).toMatchObject({
      suggestedTopics: ['harbour dues', '*'],
      sendRate: 2.5,
      digestHour: 23,
      keepData: false,
      logRetentionDays: 7,
    });
  });

  it('name refused domains as servers write them', () => {
    const texts = { refusedDomains: 'Mailinator.com; münchen.example' };
    const { refusedDomains } = readContext({ ...validSettings, ...texts });
    expect(refusedDomains).toEqual(['mailinator.com', 'xn--mnchen-3ya.example']);
    const list = { refusedDomains: ['mailinator.com', 'not a domain'] };
    expect(() => readContext({ ...validSettings, ...list })).toThrow(
      'it must be a list of domains such as mailinator.com.',
    );
    const { refusedDomains: _, ...others } = validSettings;
    expect(readContext(others).refusedDomains).toEqual([]);
  });

  it('name newsletters, on the command line as JSON', () => {
    const weekly = { name: 'weekly', title: 'W', description: 'The week.', cadence: 'Fridays' };
    const given = (newsletters: unknown) => () => readContext({ ...validSettings, newsletters });
    expect(given(JSON.stringify([weekly]))().newsletters).toEqual([weekly]);
    expect(given(undefined)().newsletters).toEqual([]);
    expect(given('weekly')).toThrow('but it must be a list such as [{"name": "weekly",');
    expect(given([{ ...weekly, editor: 'Ann' }])).toThrow('it must be a list such as');
    expect(given([{ ...weekly, name: 'The Weekly' }])).toThrow(
      'it must name each newsletter with lower-case letters, digits and hyphens, unlike "The Weekly".',
    );
    expect(given([weekly, weekly])).toThrow('it must give each newsletter its own name.');
    const many = Array.from({ length: 13 }, (_, index) => ({ ...weekly, name: `n${index}` }));
    expect(given(many)).toThrow('it must name at most 12 newsletters.');
  });

  it('need neither a site URL nor an operator email', () => {
    const { siteUrl, ...others } = validSettings;
    expect(readContext({ ...others, operatorEmail: '' })).not.toHaveProperty('operatorEmail');
  });

  it('remove trailing slashes from the site URL', () => {
    const { siteUrl } = readContext({ ...validSettings, siteUrl: 'https://news.test//' });
    expect(siteUrl).toBe('https://news.test');
  });
});

it('allow every language that topics support', () => {
  expect(TOPIC_LANGUAGES).toEqual([...LANGUAGES, 'any']);
});

describe('invalid settings are rejected with a sentence', () => {
  it.each([
    [
      'stage',
      'Prod',
      '"Prod", but it must start with a lower-case letter and contain only lower-case letters, digits and hyphens, at most 32 characters.',
    ],
    ['stage', 7, '7, but it must be text.'],
    [
      'sender',
      'desk@',
      '"desk@", but it must be an email address, or a name and an address such as "Example <news@example.org>".',
    ],
    [
      'sender',
      'Desk <desk@news.test>, Night Desk <night@news.test>',
      '"Desk <desk@news.test>, Night Desk <night@news.test>", but it must be an email address, or a name and an address such as "Example <news@example.org>".',
    ],
    [
      'sender',
      'Desk <desk@news.test>\nBcc: all@news.test',
      '"Desk <desk@news.test>\\nBcc: all@news.test", but it must be a single line.',
    ],
    ['identity', 'ours', '"ours", but it must be "domain", "address" or "existing".'],
    ['siteName', '  ', '"  ", but it must not be empty.'],
    [
      'brand',
      'The Desk',
      '"The Desk", but it must be an object such as {"name": "The Daily", "accent": "#8a1c3a", "logo": "brand/logo.png"}.',
    ],
    [
      'brand',
      { accent: '#ffcc00' },
      '{"accent":"#ffcc00"}, but it must have an accent that is dark enough to be read on light paper, such as #8c7000.',
    ],
    [
      'brand',
      { logo: '../logo.png' },
      '{"logo":"../logo.png"}, but it must have a logo that names a file in the repository, of letters, digits, ".", "-", "_" and "/", such as brand/logo.png.',
    ],
    [
      'brand',
      { logo: 'brand/none.png' },
      '{"logo":"brand/none.png"}, but it must have a logo that exists, and there is no brand/none.png.',
    ],
    ['siteUrl', 'news.test', '"news.test", but it must be a URL such as https://news.example.org.'],
    [
      'siteUrl',
      'ftp://news.test',
      '"ftp://news.test", but it must be a URL such as https://news.example.org.',
    ],
    [
      'siteUrl',
      'http://news.test',
      '"http://news.test", but it must start with https://, because email programs require it for one-click unsubscribe (RFC 8058).',
    ],
    [
      'postalAddress',
      '7 Quay Road\nPorthaven',
      '"7 Quay Road\\nPorthaven", but it must be a single line.',
    ],
    ['dailyQuota', 0, '0, but it must be at least 1.'],
    ['dailyQuota', 1.5, '1.5, but it must be a whole number.'],
    ['sendRate', 0, '0, but it must be at least 1.'],
    ['sendRate', 'fast', '"fast", but it must be a number.'],
    ['sendRate', 20_000, '20000, but it must be at most 2800.'],
    [
      'inboundAddress',
      'a-name-that-is-long@in.news.test',
      '"a-name-that-is-long@in.news.test", but it must be an address such as alerts@in.example.org, with at most 15 letters, digits, dots and hyphens before the @.',
    ],
    [
      'inboundAddress',
      'alerts+me@in.news.test',
      '"alerts+me@in.news.test", but it must be an address such as alerts@in.example.org, with at most 15 letters, digits, dots and hyphens before the @.',
    ],
    ['inboundRegion', 'Ireland', '"Ireland", but it must be an AWS region such as eu-west-1.'],
    [
      'inboundRuleSet',
      'our rules',
      '"our rules", but it must be the name of an SES receipt rule set, with letters, digits, underscores and hyphens only.',
    ],
    ['answersPerHour', 399, '399, but it must be at least 400.'],
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
    ['maxTopicsPerSubscriber', 0, '0, but it must be at least 1.'],
    ['maxTopicsPerSubscriber', 1_001, '1001, but it must be at most 1000.'],
    ['suggestedTopics', 7, '7, but it must be a list of expressions.'],
    [
      'formOrigins',
      ['https://www.example.org/news'],
      '["https://www.example.org/news"], but it must be a list of origins such as https://www.example.org, without a path.',
    ],
    ['operatorEmail', 'me', '"me", but it must be an email address.'],
    ['logRetentionDays', 31, '31, but it must be one of 1, 3, 5, 7, 14, 30, 60, 90, 180, 365.'],
  ])('%s: %j', (name, value, sentence) => {
    expect(() => readContext({ ...validSettings, [name]: value })).toThrow(
      `The setting "${name}" is ${sentence}\nSet it in cdk.json under "context", or with -c name=value.`,
    );
  });

  const optional = [
    'brand',
    'alertWindowMinutes',
    'maxAlertsPerDay',
    'dashboard',
    'dailyQuota',
    'siteUrl',
    'suggestedTopics',
    'refusedDomains',
    'formOrigins',
    'topicLanguage',
    'maxTopicsPerSubscriber',
    'answersPerHour',
    'newsletters',
  ];
  const required = Object.keys(validSettings).filter((name) => !optional.includes(name));
  it.each(required)('%s is missing', (name) => {
    expect(() => readContext({ ...validSettings, [name]: undefined })).toThrow(
      `The setting "${name}" is missing.\n`,
    );
  });

  it('one sentence for each setting', () => {
    expect(() => readContext({ ...validSettings, stage: undefined, sendRate: 0 })).toThrow(
      'The setting "stage" is missing.\nThe setting "sendRate" is 0, but it must be at least 1.\n',
    );
  });
});

describe('the example settings', () => {
  it('are complete, so that the stack can be synthesized right after cloning', () => {
    expect(() => readContext(cloned)).not.toThrow();
  });

  it('that must be changed before sending emails are named', () => {
    expect(exampleSettings(readContext(cloned))).toEqual([
      'sender',
      'siteName',
      'postalAddress',
      'inboundAddress',
    ]);
  });

  it('are not named after they are changed', () => {
    expect(exampleSettings(readContext(validSettings))).toEqual([]);
  });

  it('copied from the documentation are named too', () => {
    const added = { siteUrl: 'https://news.example.org', operatorEmail: 'me@example.com' };
    expect(exampleSettings(readContext({ ...validSettings, ...added }))).toEqual([
      'siteUrl',
      'operatorEmail',
    ]);
  });
});

describe('the address', () => {
  it.each([
    ['desk@news.test', 'desk@news.test'],
    [' desk@news.test ', 'desk@news.test'],
    ['Middle East Desk <desk@news.test>', 'desk@news.test'],
    ['"Desk <east>" <desk@news.test>', 'desk@news.test'],
    ['Desk, Middle East <desk@news.test>', 'desk@news.test'],
    ['desk@news.test (Middle East Desk)', 'desk@news.test'],
    ['desk@news.test, night@news.test', ''],
    ['', ''],
  ])('of %j is %j', (sender, address) => {
    expect(addressOf(sender)).toBe(address);
  });
});
