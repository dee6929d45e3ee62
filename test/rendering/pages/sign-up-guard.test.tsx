import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { SignUpGuard } from '../../../lambdas/rendering/pages/sign-up-guard';

describe('the hidden fields of the form', () => {
  it.each(WORDING_LANGUAGES)(
    'are out of reach of people and hold the signed time (%s)',
    (language) => {
      const html = String(<SignUpGuard language={language} stamp="a.b.c" />);
      expect(html).toContain('<input type="hidden" name="stamp" value="a.b.c"/>');
      const [hidden = ''] = /<div hidden="">.*<\/div>/s.exec(html) ?? [];
      expect(hidden).toContain('name="reference_code" value=""');
      expect(hidden).toContain('autocomplete="off"');
      // Its name is known to no browser’s autofill, and nobody can reach it with the keyboard.
      expect(html.replace(hidden, '')).not.toContain('reference_code');
    },
  );
});
