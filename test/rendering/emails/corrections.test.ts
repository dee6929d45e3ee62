import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { renderAlert } from '../../../lambdas/rendering/emails/render-alert';
import { EMAILS_WORDING } from '../../../lambdas/rendering/wording/emails';
import { anAlertView } from '../../support/email-views';

describe('an email that corrects another', () => {
  it.each(WORDING_LANGUAGES)('says so in subject, html and text, in %s', (language) => {
    const first = renderAlert(anAlertView({ language }));
    const corrected = renderAlert(anAlertView({ language, isCorrection: true }));
    const { correction, corrects } = EMAILS_WORDING[language];
    expect(corrected.subject).toBe(correction(first.subject));
    expect(corrected.text.startsWith(corrects)).toBe(true);
    expect(corrected.html).toContain(corrects);
    expect(first.html).not.toContain(corrects);
    expect(first.text).not.toContain(corrects);
  });
});
