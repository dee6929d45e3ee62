import fc from 'fast-check';
import { plainTextOf, sanitizeBody } from '../../lambdas/rendering/sanitize';
import { hostileText } from '../support/hostile-text';
import { tagsIn } from '../support/html-reading';

const htmlOf = (html: string) => sanitizeBody(html).html;
const textOf = (html: string) => sanitizeBody(html).text;

describe('a sanitized body', () => {
  it('keeps paragraphs, lists, quotations, tables and emphasis', () => {
    const html =
      '<p>One <strong>two</strong></p><ul><li>three</li></ul><blockquote>four</blockquote>' +
      '<table><tr><th scope="row">five</th><td>six</td></tr></table>';
    expect(htmlOf(html)).toBe(html);
  });

  it('moves headings one level down, since the title of the page is the only first one', () => {
    expect(htmlOf('<h1>a</h1><h2>b</h2><h5>c</h5><h6>d</h6>')).toBe(
      '<h2>a</h2><h3>b</h3><h6>c</h6><h6>d</h6>',
    );
  });

  it('keeps links to the web and to mail addresses, without our recommendation', () => {
    expect(htmlOf('<a href="https://news.example" target="_top" rel="follow">x</a>')).toBe(
      '<a href="https://news.example/" rel="nofollow noopener">x</a>',
    );
    expect(htmlOf('<a href="mailto:desk@news.example">x</a>')).toBe(
      '<a href="mailto:desk@news.example" rel="nofollow noopener">x</a>',
    );
  });

  it.each([
    'javascript:alert(1)',
    'java&#10;script:alert(1)',
    'JAVASCRIPT&colon;alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/manage?token=x',
    'mailto&#58;x',
  ])('takes the address off a link to %s', (address) => {
    expect(htmlOf(`<p><a href="${address}">x</a></p>`)).not.toMatch(/href="(?!mailto:)/);
  });

  it('drops scripts, styles, forms, frames, images, handlers and ids, with what stands in them', () => {
    const html =
      '<p id="main" style="position:fixed" class="x" onclick="alert(1)">kept</p><script>alert(1)</script>' +
      '<style>p{}</style><img src="https://track.example/1.gif" onerror="alert(1)"><iframe src="x">f</iframe>' +
      '<svg><script>alert(1)</script></svg><textarea>t</textarea><title>t</title><form action="/manage"><button>b</button></form>';
    expect(sanitizeBody(html)).toEqual({ html: '<p>kept</p>', text: 'kept' });
  });

  it('keeps the direction and language of a text', () => {
    expect(htmlOf('<p dir="rtl" lang="ar">حزب الله</p>')).toBe(
      '<p dir="rtl" lang="ar">حزب الله</p>',
    );
  });

  it('gives plain text with paragraphs and lines kept and entities decoded', () => {
    const html =
      '<h1>Trucks &amp; aid</h1><p>One\n line,<br>two &lt;lines&gt; caf&eacute;</p><ul><li>a</li><li>b</li></ul>' +
      '<table><tr><td>Friday</td><td>100</td></tr><tr><td>Sunday</td><td>30</td></tr></table>';
    expect(textOf(html)).toBe(
      'Trucks & aid\n\nOne line,\ntwo <lines> café\n\n- a\n- b\n\nFriday 100\nSunday 30',
    );
  });

  it('keeps plain text that is no html as it is', () => {
    expect(sanitizeBody('fewer than 3 < 5 & more')).toEqual({
      html: 'fewer than 3 &lt; 5 &amp; more',
      text: 'fewer than 3 < 5 & more',
    });
  });

  it('leaves out what is nested deeper than any text needs', () => {
    const html = htmlOf(
      `${'<blockquote>'.repeat(500)}deep${'</blockquote>'.repeat(500)}<p>after</p>`,
    );
    expect(html.match(/<blockquote>/g)?.length).toBeLessThan(50);
    expect(html).toContain('<p>after</p>');
  });

  it('closes what was left open', () => {
    expect(htmlOf('<p>one <b>two')).toBe('<p>one <b>two</b></p>');
  });

  it('holds only what may stand in a page, whatever came in', () => {
    const allowed = new Set(
      (
        'p br hr blockquote pre ul ol li dl dt dd h2 h3 h4 h5 h6 table caption thead tbody tfoot tr th td ' +
        'a strong em b i u s sub sup code q cite abbr bdi'
      ).split(' '),
    );
    const piece = fc.oneof(
      hostileText(),
      fc.constantFrom(
        '<p>',
        '</p>',
        '<a href="',
        '">',
        '<svg>',
        '<math>',
        '<table>',
        '<td>',
        '<style>',
        '</',
        '<!--',
        '-->',
        '<div>',
        '<h1>',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { html, text } = sanitizeBody(pieces.join(''));
        expect(tagsIn(html).filter((tag) => !allowed.has(tag))).toEqual([]);
        expect(html).not.toMatch(/<[^>]*\s(on\w+|style|src|id)=/i);
        expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
    );
  });

  it.each([
    ['deeply nested', '<div>'],
    ['never closed', '<a href="'],
    ['full of brackets', '<'],
    ['full of entities', '&'],
    ['full of comments', '<!--'],
    ['a table of tables', '<table><tr><td>'],
    ['ordinary', '<p>Trucks &amp; <b>aid</b> '],
  ])('grows linearly with 256 KB that are %s', (_, piece) => {
    const sizeOf = (bytes: number) => {
      const { html, text } = sanitizeBody(piece.repeat(bytes / piece.length));
      return html.length + text.length;
    };
    const size = sizeOf(128 * 1024);
    expect(size).toBeLessThanOrEqual(8 * 128 * 1024);
    expect(sizeOf(256 * 1024)).toBeLessThanOrEqual(2.1 * size + 1_000);
  });
});

describe('the plain text of a title or summary', () => {
  it('has no tags, and entities as the characters that they stand for', () => {
    expect(
      plainTextOf('<b>AT&amp;T</b> &#8220;buys&#8221; <script>x</script>Rafah caf&eacute;'),
    ).toBe('AT&T “buys” Rafah café');
  });

  it('keeps what only looks like a tag', () => {
    expect(plainTextOf('3 < 5 & x > y')).toBe('3 < 5 & x > y');
    expect(plainTextOf('&lt;script&gt; explained')).toBe('<script> explained');
  });

  it('is one line without controls or bidi overrides', () => {
    expect(plainTextOf(' one\r\n&#13;&#10;two&#8238;\u0007 ')).toBe('one two');
  });

  it('never throws and is always one line', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(plainTextOf(text)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });
});
