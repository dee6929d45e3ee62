import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { EMAILS_WORDING } from '../../../lambdas/rendering/wording/emails';
import { PRIVACY_WORDING } from '../../../lambdas/rendering/wording/privacy';
import { SETTINGS_WORDING } from '../../../lambdas/rendering/wording/settings';
import { UNSUBSCRIBE_WORDING } from '../../../lambdas/rendering/wording/unsubscribe';

const WORDING = path.resolve(__dirname, '../../../lambdas/rendering/wording');

describe.each(WORDING_LANGUAGES)('the wording in %s', (language) => {
  it('names the links of emails as the emails do', () => {
    const { mute, manage, confirm } = EMAILS_WORDING[language];
    expect(SETTINGS_WORDING[language].muted.none).toContain(mute);
    expect(SETTINGS_WORDING[language].mute.button).toBe(mute);
    expect(PRIVACY_WORDING[language].rights.text.join(' ')).toContain(manage);
    expect(UNSUBSCRIBE_WORDING[language].neverAsk.button).toBe(confirm.neverAsk);
  });
});

describe('the French wording', () => {
  it('has no space before punctuation where a line could break', () => {
    const files = readdirSync(WORDING, { recursive: true, encoding: 'utf8' });
    const lines = files
      .filter((file) => path.basename(file) === 'fr.ts')
      .flatMap((file) => readFileSync(path.join(WORDING, file), 'utf8').split('\n'))
      .flatMap((line) => line.match(/'[^']*'|`[^`]*`/g) ?? []);
    expect(lines.length).toBeGreaterThan(200);
    expect(lines.filter((line) => / [;:?!»]|« /.test(line))).toEqual([]);
  });
});
