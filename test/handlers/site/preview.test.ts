import { previewRoutes } from '../../../lambdas/handlers/site/preview';
import { sitePages } from '../../../lambdas/rendering/site-pages';
import { aSiteView } from '../../support/page-views';
import { aPreview } from '../../support/previews';

describe('the preview for the script', () => {
  const asked: [text: string, language: string][] = [];
  const app = previewRoutes({
    view: (language) => ({ ...aSiteView(), language }),
    pages: sitePages('https://briefwire.example'),
    defaults: { timeZone: 'UTC', hour: 8, language: 'de' },
    previewExpression: async (text, language) => {
      asked.push([text, language]);
      return { outcome: 'previewed', preview: aPreview() };
    },
  });

  it('is a piece of the page in its language, which caches may keep for a minute', async () => {
    const response = await app.request('/preview?expression=Gaza+aid&lang=fr');
    const html = await response.text();
    expect(html).toContain('Vous auriez reçu 12 dépêches.');
    expect(html).not.toContain('<html');
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=60');
    expect(response.headers.get('X-Robots-Tag')).toBe('noindex');
    expect(asked).toEqual([['Gaza aid', 'de']]);
  });
});
