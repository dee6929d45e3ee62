import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { MATCH_RETENTION_DAYS } from '../../../lambdas/domain/match-retention';
import { renderPrivacyPage } from '../../../lambdas/rendering/pages/privacy-page';
import { readableText } from '../../support/html-reading';
import { aSiteView } from '../../support/page-views';

const textIn = (language: (typeof WORDING_LANGUAGES)[number]) =>
  readableText(
    renderPrivacyPage({ ...aSiteView(), language, pageUrl: 'https://b.example/privacy' }),
  );

describe('the page about privacy', () => {
  it('says how long everything is kept, as the code keeps it', () => {
    const text = textIn('en');
    expect(text).toContain('Its link works for 48 hours.');
    expect(text).toContain('until that email is sent, for at most 3 days');
    expect(text).toContain('For 90 days we keep when each email was sent');
    expect(text).toContain(`kept for ${MATCH_RETENTION_DAYS} days`);
    expect(text).toContain('the 15 minutes in which you can undo it');
    expect(text).toContain('For 3 days a hash of your address stays');
  });

  it.each(WORDING_LANGUAGES)(
    'has the same numbers and the address to write to in %s',
    (language) => {
      const text = textIn(language);
      for (const number of [48, 90, MATCH_RETENTION_DAYS, 15, 35])
        expect(text).toContain(String(number));
      expect(text).toContain('1 Example Street, 10115 Berlin, Germany');
    },
  );
});
