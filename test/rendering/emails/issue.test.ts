import fc from 'fast-check';
import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { renderIssue } from '../../../lambdas/rendering/emails/render-issue';
import type { IssueView } from '../../../lambdas/rendering/emails/views';
import { aBriefingView, anIssueView } from '../../support/email-views';
import { hostileText } from '../../support/hostile-text';
import { linksIn, readableText, tagsIn } from '../../support/html-reading';

const render = (markdown: string, changes: Partial<IssueView> = {}) =>
  renderIssue(anIssueView(markdown, changes));
const wordsOf = (html: string) => readableText(html).replace(/\s+([,.])/g, '$1');
const withEntries = (count: number) => {
  const view = anIssueView(':::briefings tag:oman:::\n\nAfter');
  const entries = Array.from({ length: count }, (_, at) =>
    aBriefingView({ briefingId: `b${at}`, title: `Report ${at}`, url: undefined as never }),
  );
  const [list, after] = view.document.blocks;
  if (list?.kind !== 'briefings' || after === undefined) throw new Error('There is no list.');
  return { ...view, document: { blocks: [{ ...list, entries }, after], notes: [] } };
};

describe('the email of a newsletter issue', () => {
  it('has the whole text in both parts, below its title, with the title as its subject', () => {
    const { subject, html, text } = render(
      '## Muscat\n\nThey *met* **twice**.\n\n- One\n- Two\n  - Three\n\n> A quote\n\n1. First\n2. Second',
    );
    expect(subject).toBe('The week in talks');
    expect(wordsOf(html)).toMatch(
      /The week in talks .*Muscat They met twice. One Two Three A quote First Second/,
    );
    expect(text).toContain(
      'Muscat\n======\n\nThey met twice.\n\n- One\n- Two\n  - Three\n\n> A quote\n\n1. First\n2. Second\n',
    );
    expect(tagsIn(html).filter((tag) => /^h\d$/.test(tag))).toEqual(['h1', 'h2']);
  });

  it('says why it was sent, how to stop it and who sent it', () => {
    const { html, text } = render('Text');
    for (const part of [readableText(html), text]) {
      expect(part).toContain('You get this because you follow tag:weekly on Briefwire.');
      expect(part).toContain('Unsubscribe from all emails');
      expect(part).toContain('1 Example Street, 10115 Berlin, Germany');
    }
  });

  it('has the summary as its preheader, or its first words', () => {
    const hidden = (view: IssueView) =>
      /<div style="display:none[^>]*>([^<]*)</
        .exec(renderIssue(view).html)?.[1]
        ?.split('\u034f')[0];
    expect(hidden(anIssueView('## One\n\nTwo *three*.'))).toMatch(/^Heavy exchanges/);
    const briefing = aBriefingView({ summary: '' });
    expect(hidden(anIssueView('## One\n\nTwo *three*.', { briefing }))).toBe('Two three.');
  });

  it('writes links as numbers in the text, the same address with the same number', () => {
    const { html, text } = render(
      'See [the report](https://a.example/report), [again](https://a.example/report) and <https://b.example>.\n\n[Read it](https://a.example/report){.button}',
    );
    expect(linksIn(html).filter((url) => /[ab]\.example/.test(url))).toEqual([
      'https://a.example/report',
      'https://a.example/report',
      'https://b.example/',
      'https://a.example/report',
    ]);
    expect(text).toContain(
      'See the report [1], again [1] and https://b.example.\n\nRead it: https://a.example/report',
    );
    expect(text).toContain('Links\n-----\n\n[1] https://a.example/report\n');
  });

  it('has footnotes below the text, in both parts', () => {
    const { html, text } = render('One[^a].\n\n[^a]: The *note*.');
    expect(html).toMatch(/<a [^>]*href="#note-1"[^>]*>1<\/a><\/sup>/);
    expect(html).toMatch(/<li [^>]*id="note-1"[^>]*>The <em>note<\/em>/);
    expect(text).toContain('One (note 1).\n\nNotes\n-----\n\n1. The note.');
  });

  it('writes a table in columns in the text, and one that is too wide as a list', () => {
    expect(render('| Port | Ships |\n|--|--:|\n| Ashdod | 12 |\n| Haifa | 7 |').text).toContain(
      'Port    Ships\n------  -----\nAshdod     12\nHaifa       7\n',
    );
    const long = 'a very long cell '.repeat(4).trim();
    expect(render(`| Port | Why |\n|--|--|\n| Ashdod | ${long} |`).text).toContain(
      `Port: Ashdod\nWhy: ${long}\n`,
    );
  });

  it('gives every picture its text, and Outlook its width', () => {
    const { html, text } = render(
      '![A crane](https://i.example/c.png "The port"){width=320}\n\n![A map](https://i.example/m.png){width=1400}',
    );
    const pictures = [...html.matchAll(/<img class="img"[^>]*>/g)].map(([tag]) => tag);
    expect(pictures).toEqual([
      expect.stringMatching(
        /src="https:\/\/i\.example\/c\.png" alt="A crane" width="320" .*max-width:320px/,
      ),
      expect.stringMatching(/alt="A map" width="552" .*max-width:552px/),
    ]);
    expect(text).toContain('[Picture: A crane]\nThe port');
  });

  it('lists briefings with their dates, each with a link to its text', () => {
    const { html, text } = renderIssue(withEntries(2));
    expect(linksIn(html)).toContain('https://briefwire.example/briefings/b1');
    expect(wordsOf(html)).toContain('Report 0 ICARO Media Group · 7 November 2023, 07:12 Report 1');
    expect(text).toContain(
      '* Report 1\n  ICARO Media Group · 7 November 2023, 07:12\n  https://briefwire.example/briefings/b1',
    );
    expect(readableText(renderIssue(withEntries(0)).html)).toContain('No briefings this time.');
  });

  it('is cut at a heading if it is too long for Gmail, and leads to the rest; its text is whole', () => {
    const sections = Array.from(
      { length: 40 },
      (_, at) =>
        `## Section ${at}\n\n${'Some words on the talks. '.repeat(140)}[^n${at}]\n\n[^n${at}]: Note ${at}.`,
    );
    const { html, text } = render(sections.join('\n\n'));
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(Buffer.byteLength(html)).toBeGreaterThan(70_000);
    expect(html).toMatch(
      /href="https:\/\/briefwire\.example\/briefings\/weekly-12"[^>]*>\s*Read the rest/,
    );
    const shown = [...html.matchAll(/>Section (\d+)</g)].length;
    expect(html).toContain(`Note ${shown - 1}.`);
    expect(html).not.toContain(`Note ${shown}.`);
    expect(html.lastIndexOf('Some words')).toBeGreaterThan(
      html.lastIndexOf(`Section ${shown - 1}`),
    );
    expect(text).toContain('Section 39');
    expect(render('Short').html).not.toContain('Read the rest');
  });

  it('is cut between blocks if it has no heading, and says where the rest is if even the first is too long', () => {
    const paragraphs = Array.from(
      { length: 60 },
      (_, at) => `Start ${at} ${'and words '.repeat(300)}`,
    );
    const { html } = render(paragraphs.join('\n\n'));
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(html).toContain('Start 20');
    const one = render('word '.repeat(40_000)).html;
    expect(Buffer.byteLength(one)).toBeLessThan(100_000);
    expect(one).toContain('Read the rest');
  });

  it('stays below the limit of Gmail whatever its blocks', () => {
    const block = fc.constantFrom(
      '[Read](https://a.example){.button}',
      '## Heading',
      '![A](https://i.example/a.png)',
      '> Quote',
      '- a\n- b',
      '```\ncode\n```',
      '|a|b|\n|-|-|\n|1|2|',
      '"<>&\'"',
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 100, maxLength: 900 }), (blocks) => {
        expect(Buffer.byteLength(render(blocks.join('\n\n')).html)).toBeLessThan(102_000);
      }),
      { numRuns: 15 },
    );
    expect(Buffer.byteLength(renderIssue(withEntries(30)).html)).toBeLessThan(102_000);
  });

  it('escapes everything, whatever is in it', () => {
    const allowed = new Set(
      tagsIn(
        render(
          'a\n\n# b\n\n*c* **d** `e` ~~f~~ [g](https://a.example)  \nh\n\n- i\n\n1. j\n\n> k\n\n```\nl\n```\n\n|m|n|\n|-|-|\n|o|p|\n\n---\n\n![q](https://a.example/q.png "r")\n\ns[^1]\n\n[^1]: t\n\n<sub>u</sub><sup>v</sup><mark>w</mark>\n\n[Read](https://a.example){.button}\n\n## x\n\n### y\n\n#### z',
        ).html,
      ),
    );
    fc.assert(
      fc.property(hostileText(), hostileText(), (title, body) => {
        const { html, subject } = render(body, {
          briefing: aBriefingView({ title, summary: title }),
        });
        expect(
          tagsIn(html.replace(/<!--[\s\S]*?-->/g, '')).filter((tag) => !allowed.has(tag)),
        ).toEqual([]);
        expect(html).not.toMatch(/javascript:|\son\w+=(?=[^<>]*>)|\u202e/i);
        expect(subject).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 150 },
    );
  });

  it.each(WORDING_LANGUAGES)('is worded in the language of its subscriber: %s', (language) => {
    const { html } = render(`${'word '.repeat(40_000)}`, { language });
    const labels = {
      en: 'Read the rest',
      fr: 'Lire la suite',
      de: 'Weiterlesen',
      es: 'Leer el resto',
      ar: 'متابعة القراءة',
    };
    expect(html).toContain(labels[language]);
  });

  it('runs from right to left in Arabic', () => {
    const briefing = aBriefingView({ language: 'ar' });
    const { html } = render('- واحد\n\n> اثنان', { briefing });
    expect(html).toMatch(/<div dir="rtl" lang="ar"><ul style="[^"]*padding-right:24px/);
    expect(html).toMatch(/class="q" style="border-right:3px/);
  });
});
