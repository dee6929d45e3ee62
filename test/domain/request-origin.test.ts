import { acceptsForm, originOf, type RequestHeaders } from '../../lambdas/domain/request-origin';

const known = { own: ['https://news.example'], embedding: ['https://partner.example'] };

describe('the origin of a form', () => {
  it.each<[string, RequestHeaders]>([
    ['own', { origin: 'https://news.example', fetchSite: 'same-origin' }],
    ['own', { origin: 'https://news.example' }],
    ['own', { origin: 'null', fetchSite: 'same-origin' }],
    ['own', { fetchSite: 'none' }],
    ['embedded', { origin: 'https://partner.example', fetchSite: 'cross-site' }],
    ['foreign', { origin: 'https://partner.example.evil.example' }],
    ['foreign', { origin: 'https://partner.example:8443' }],
    ['foreign', { origin: 'http://partner.example' }],
    ['embedded', { origin: 'https://partner.example', fetchSite: 'same-site' }],
    ['embedded', { origin: 'https://partner.example' }],
    ['foreign', { origin: 'https://evil.example', fetchSite: 'cross-site' }],
    ['foreign', { origin: 'https://evil.example' }],
    ['foreign', { origin: 'https://evil.example', fetchSite: 'same-origin' }],
    ['foreign', { origin: 'https://news.example', fetchSite: 'cross-site' }],
    ['foreign', { origin: 'null', fetchSite: 'cross-site' }],
    ['foreign', { origin: 'https://www.news.example', fetchSite: 'same-site' }],
    ['foreign', { origin: 'http://news.example' }],
    ['foreign', { origin: 'https://news.example.evil.example' }],
    ['foreign', { origin: '' }],
    ['foreign', { fetchSite: 'cross-site' }],
    ['foreign', { fetchSite: 'anything' }],
    ['program', {}],
    ['unnamed', { origin: 'null' }],
  ])('is %s for %j', (origin, headers) => {
    expect(originOf(headers, known)).toBe(origin);
  });

  it('decides which forms are accepted', () => {
    const form = { isEmbeddable: true, needsToken: false };
    const linked = { isEmbeddable: false, needsToken: true };
    const accepted = (rules: typeof form) =>
      (['own', 'program', 'embedded', 'unnamed', 'foreign'] as const).filter((origin) =>
        acceptsForm(origin, rules),
      );
    expect(accepted(form)).toEqual(['own', 'program', 'embedded']);
    expect(accepted(linked)).toEqual(['own', 'program', 'unnamed']);
  });
});
