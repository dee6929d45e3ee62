import type { ExpressionPreview } from '../../../lambdas/domain/archive/expression-preview';
import { refuse } from '../../../lambdas/domain/refusal';
import type { PreviewProps } from '../../../lambdas/rendering/pages/page-views';
import { renderPreviewFragment } from '../../../lambdas/rendering/pages/preview';
import { linksIn, readableText, withClosedRanges } from '../../support/html-reading';
import { aPreview } from '../../support/previews';

const render = (changes: Partial<ExpressionPreview> = {}, props: Partial<PreviewProps> = {}) =>
  renderPreviewFragment({
    language: 'en',
    timeZone: 'UTC',
    expression: 'Gaza aid',
    previewed: { outcome: 'previewed', preview: aPreview(changes) },
    acceptsBroad: false,
    briefingHref: (id) => `/briefings/${id}`,
    ...props,
  });

describe('the preview of a topic', () => {
  it('says how many briefings would have come, in all and per week', () => {
    const text = readableText(render());
    expect(text).toContain('In the last 30 days You would have received 12 briefings.');
    expect(withClosedRanges(text)).toContain('Briefings per week 19–25 Jan 4 26–31 Jan (6 days) 8');
  });

  it('draws a bar for each week, the longest for the most', () => {
    expect(render().match(/<rect width="\d+"/g)).toEqual(['<rect width="50"', '<rect width="100"']);
  });

  it('says for each word how many briefings it lets through, and how many there are without it', () => {
    const text = readableText(render());
    expect(text).toContain('340 briefings were published.');
    expect(text).toContain('Word or phrase Lets through Without it Gaza 120 34 aid 34 120');
  });

  it('names words that are left out as such', () => {
    const sport = { written: 'sport', excluded: true, letsThrough: 300, withoutIt: 15 };
    const clauses = [...aPreview().clauses, sport];
    expect(readableText(render({ clauses }))).toContain('not sport 300 15');
  });

  it('needs no table for a single word', () => {
    const clauses = aPreview().clauses.slice(0, 1);
    expect(render({ clauses })).not.toContain('class="clauses"');
  });

  it('lists the latest with the matched words marked', () => {
    const html = render();
    expect(linksIn(html)).toEqual(['/briefings/trucks']);
    expect(html).toContain('Fewer <mark>aid</mark> lorries');
  });

  it('asks to accept a broad topic, for exactly this expression', () => {
    const html = render({ breadth: 'too-broad', share: 0.6 });
    expect(readableText(html)).toContain('This matches 60% of all briefings.');
    expect(html).toContain('name="acceptBroad" value="Gaza aid"/>');
    const accepted = render({ breadth: 'too-broad' }, { acceptsBroad: true });
    expect(accepted).toContain('name="acceptBroad" value="Gaza aid" checked=""/>');
    expect(render()).not.toContain('acceptBroad');
  });

  it('suggests other expressions to tap instead of a narrow one', () => {
    const suggestions = ['Gaza (aid OR relief)'];
    const html = render({ breadth: 'too-narrow', matched: 0, latest: [], suggestions });
    expect(readableText(html)).toContain('You would have received nothing.');
    expect(linksIn(html)).toEqual(['/?topic=Gaza+%28aid+OR+relief%29#follow']);
    expect(html).toContain('data-expression="Gaza (aid OR relief)"');
    const none = readableText(render({ breadth: 'too-narrow', matched: 0, latest: [] }));
    expect(none).toContain('Try fewer or more general words.');
  });

  it('says that there is nothing to show in an empty archive', () => {
    const html = render({ briefings: 0, matched: 0, latest: [], weeks: [] });
    expect(readableText(html)).toContain('Nothing was published in this time');
    expect(html).not.toContain('<table');
  });

  it('says why a topic cannot be followed, in the language of the page', () => {
    const props = { previewed: refuse('onlyStopWords'), language: 'de' } as const;
    expect(readableText(render({}, props))).toContain('Alle diese Wörter sind zu häufig.');
  });

  it('gives numbers and dates as the language writes them', () => {
    const text = readableText(render({ matched: 1200 }, { language: 'de' }));
    expect(text).toContain('1.200 Meldungen');
    expect(text).toContain('19.–25. Jan.');
  });

  it('escapes what people typed or wrote', () => {
    const evil = '"><script>alert(1)</script>';
    const html = render(
      {
        breadth: 'too-broad',
        clauses: ['a', 'b'].map(() => ({
          written: evil,
          excluded: true,
          letsThrough: 1,
          withoutIt: 1,
        })),
      },
      { expression: evil },
    );
    expect(html).not.toContain('<script');
    const narrow = render({ breadth: 'too-narrow', suggestions: [evil] });
    expect(narrow).not.toContain('<script');
  });
});
