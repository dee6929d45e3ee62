import { checkSettings } from '../../lib/local/local-settings';
import { synthesizeLocalStage } from '../../lib/local/synthesize';
import { parseTemplate } from '../../lib/local/template/parse-template';

const ADVICE = 'Set it in cdk.json under "context", or with --set NAME=VALUE.';

describe('a setting that replaces one of cdk.json', () => {
  it.each([
    { sendRate: '500', digestHour: '7' },
    { siteUrl: 'https://news.test', suggestedTopics: 'harbour dues; *' },
    { keepData: 'true', operatorEmail: 'operator@news.test', stage: 'try', identity: 'address' },
  ])('is accepted, and the local stack supports its template: %j', (changes) => {
    expect(() => checkSettings(changes)).not.toThrow();
    const template = synthesizeLocalStage('http://localhost:1', changes);
    expect(() => parseTemplate(template, { queues: 'http://localhost:1' })).not.toThrow();
  });

  it('reaches the functions', () => {
    const changes = { siteName: 'Harbour News', digestHour: '7' };
    const template = synthesizeLocalStage('http://localhost:1', changes);
    const { functions } = parseTemplate(template, { queues: 'http://localhost:1' });
    const environmentOf = (name: string) =>
      functions.find(({ handler }) => handler === name)?.environment;
    expect(environmentOf('web')).toMatchObject({ SITE_NAME: 'Harbour News', DIGEST_HOUR: '7' });
  });

  it('is refused, with all settings named, if there is none with its name', () => {
    expect(() => checkSettings({ sendrate: '5', toString: 'x' })).toThrow(
      /^There is no setting "sendrate"\.\nThere is no setting "toString"\.\nThe settings are: stage, .*sendRate/,
    );
  });

  it('is refused with the sentence of the setting if its value is invalid', () => {
    expect(() => checkSettings({ sendRate: 'fast', digestHour: '24' })).toThrow(
      'The setting "sendRate" is "fast", but it must be a number.\n' +
        `The setting "digestHour" is "24", but it must be from 0 to 23.\n${ADVICE}`,
    );
  });

  it('is missing if its value is empty', () => {
    expect(() => checkSettings({ sender: '' })).toThrow(`"sender" is missing.\n${ADVICE}`);
    expect(() => checkSettings({ operatorEmail: '' })).not.toThrow();
  });
});
