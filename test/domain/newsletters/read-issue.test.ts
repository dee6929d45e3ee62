import fc from 'fast-check';
import type { Block } from '../../../lambdas/domain/newsletters/issue-document';
import { textOfInlines } from '../../../lambdas/domain/newsletters/issue-document';
import { packIssue, unpackIssue } from '../../../lambdas/domain/newsletters/pack-issue';
import { plainTextOfIssue } from '../../../lambdas/domain/newsletters/plain-text';
import { readIssue } from '../../../lambdas/domain/newsletters/read-issue';
import { sanitizeIssue } from '../../../lambdas/rendering/sanitize';

const read = (markdown: string) => readIssue(markdown, { sanitize: sanitizeIssue });
const blocksOf = (markdown: string): Block[] => {
  const result = read(markdown);
  if (result.outcome === 'refused') throw new Error(result.problems.join('; '));
  return result.document.blocks;
};
const problemsOf = (markdown: string): string[] => {
  const result = read(markdown);
  return result.outcome === 'refused' ? result.problems : [];
};
const aText = (text: string) => ({ kind: 'text', text });
const aParagraph = (text: string) => ({ kind: 'paragraph', children: [aText(text)] });

describe('the Markdown of a newsletter issue', () => {
  it('has headings below the title, whichever level its author began with', () => {
    const levels = (markdown: string) =>
      blocksOf(markdown).map((block) => block.kind === 'heading' && block.level);
    expect(levels('# One\n\n## Two\n\n### Three\n\n#### Four')).toEqual([2, 3, 4, 4]);
    expect(levels('## One\n\n### Two')).toEqual([2, 3]);
    expect(levels('### One\n\n###### Two')).toEqual([2, 3]);
  });

  it('has paragraphs with emphasis, code, links and line breaks', () => {
    expect(
      blocksOf('One *two* **three** `f(x)` ~~old~~ [four](https://a.example/?b=1&c=2)  \nfive'),
    ).toEqual([
      {
        kind: 'paragraph',
        children: [
          aText('One '),
          { kind: 'emphasis', children: [aText('two')] },
          aText(' '),
          { kind: 'strong', children: [aText('three')] },
          aText(' '),
          { kind: 'code', text: 'f(x)' },
          aText(' '),
          { kind: 'strike', children: [aText('old')] },
          aText(' '),
          { kind: 'link', url: 'https://a.example/?b=1&c=2', children: [aText('four')] },
          { kind: 'break' },
          aText('five'),
        ],
      },
    ]);
  });

  it('has lists in lists, with the number they start at', () => {
    expect(blocksOf('3. One\n   - Two\n4. Three')).toEqual([
      {
        kind: 'list',
        ordered: true,
        start: 3,
        items: [
          [
            aParagraph('One'),
            { kind: 'list', ordered: false, start: 1, items: [[aParagraph('Two')]] },
          ],
          [aParagraph('Three')],
        ],
      },
    ]);
    expect(JSON.stringify(blocksOf('- [ ] To do\n- [x] Done'))).toMatch(/☐ To do.*☑ Done/);
  });

  it('has quotes, code, rules and tables', () => {
    expect(blocksOf('> One\n> two')).toEqual([{ kind: 'quote', blocks: [aParagraph('One two')] }]);
    expect(blocksOf('```js\nif (a < b)\n\n  run();\n```')).toEqual([
      { kind: 'code', text: 'if (a < b)\n\n  run();' },
    ]);
    expect(blocksOf('One\n\n---\n\nTwo')).toEqual([
      aParagraph('One'),
      { kind: 'rule' },
      aParagraph('Two'),
    ]);
    expect(blocksOf('| Port | Ships |\n| :-- | --: |\n| Ashdod | 12 |')).toEqual([
      {
        kind: 'table',
        align: ['start', 'end'],
        head: [[aText('Port')], [aText('Ships')]],
        rows: [[[aText('Ashdod')], [aText('12')]]],
      },
    ]);
  });

  it('numbers footnotes in the order of the text, also those of several paragraphs', () => {
    const { document } = read(
      'One[^b] two[^a] three[^b].\n\n[^a]: The *second*.\n[^b]: The first.\n\n    Its end.\n\nAfter.',
    );
    const numbers = document.blocks.flatMap((block) =>
      block.kind === 'paragraph' ? block.children : [],
    );
    expect(numbers.flatMap((run) => (run.kind === 'note' ? [run.number] : []))).toEqual([1, 2, 1]);
    expect(document.notes[0]).toEqual([aParagraph('The first.'), aParagraph('Its end.')]);
    expect(document.notes[1]).toMatchObject([{ kind: 'paragraph' }]);
    expect(plainTextOfIssue(document)).toBe(
      'One two three.\n\nAfter.\n\nThe first.\n\nIts end.\n\nThe second.',
    );
  });

  it('makes a button of a link alone in a paragraph that is marked as one', () => {
    expect(blocksOf('[Read the report](https://a.example/report){.button}')).toEqual([
      { kind: 'button', label: 'Read the report', url: 'https://a.example/report' },
    ]);
    expect(problemsOf('See [this](https://a.example){.button} now')).toEqual([
      expect.stringContaining('alone in its paragraph'),
    ]);
    expect(problemsOf('[Run](javascript:alert(1)){.button}')).toEqual([
      'the button "Run" needs an address that starts with https://',
    ]);
  });

  it('shows pictures between the texts around them, with width, caption and link', () => {
    expect(
      blocksOf(
        'Before ![A crane](https://i.example/crane.png "The port"){width=320} after\n\n[![A map](https://i.example/map.png)](https://a.example/map)',
      ),
    ).toEqual([
      aParagraph('Before'),
      {
        kind: 'image',
        src: 'https://i.example/crane.png',
        alt: 'A crane',
        width: 320,
        caption: 'The port',
      },
      aParagraph('after'),
      {
        kind: 'image',
        src: 'https://i.example/map.png',
        alt: 'A map',
        url: 'https://a.example/map',
      },
    ]);
  });

  it.each([
    ['![](https://i.example/a.png)', 'the image "https://i.example/a.png" has no text'],
    ['![A](http://i.example/a.png)', 'the image "http://i.example/a.png" must have an address'],
    ['![A](a.png)', 'the image "a.png" must have an address'],
    ['![A](data:image/png;base64,AA)', 'must have an address that starts with https://'],
    ['<img src="https://i.example/a.png">', 'has no text for those who cannot see it'],
    [':::weather berlin:::', 'there is no block ":::weather"'],
    [':::briefings tag:gaza', 'the block ":::briefings tag:gaza" is not complete'],
    [':::briefings since:7d:::', 'must name a tag'],
    [':::briefings tag:gaza since:never:::', '"since" must be a time such as 7d'],
    [':::briefings tag:gaza limit:99:::', '"limit" must be a number'],
    [':::briefings gaza:::', '"gaza" is unknown'],
    ['One[^1]', 'the footnote [^1] has no text'],
    ['One\n\n[^1]: Two', 'nothing refers to the footnote [^1]'],
    ['', 'the text of the issue is empty'],
  ])('is refused with a sentence: %s', (markdown, problem) => {
    expect(problemsOf(markdown)).toEqual([expect.stringContaining(problem)]);
  });

  it('is refused if it is nested too deeply for the parser', () => {
    expect(problemsOf('> '.repeat(20_000))).toEqual(['the text of the issue is nested too deeply']);
  });

  it('lists the briefings that a block asks for', () => {
    expect(
      blocksOf(':::briefings tag:"Middle East" tag:aid since:12h limit:5:::\n\nAfter'),
    ).toEqual([
      {
        kind: 'briefings',
        query: { tags: ['middle-east', 'aid'], sinceHours: 12, limit: 5 },
        entries: [],
      },
      aParagraph('After'),
    ]);
    expect(blocksOf(':::briefings tag:aid\n:::')).toMatchObject([{ query: { sinceHours: 168 } }]);
    expect(blocksOf('`:::briefings tag:aid:::`')).toMatchObject([{ kind: 'paragraph' }]);
  });

  it('keeps of html what a text needs', () => {
    expect(
      blocksOf(
        '<div onclick="x()">One <b>two</b><script>three()</script></div>\n\n<iframe>x</iframe>',
      ),
    ).toEqual([
      {
        kind: 'paragraph',
        children: [aText('One '), { kind: 'strong', children: [aText('two')] }],
      },
    ]);
    expect(JSON.stringify(blocksOf('<a href="javascript:x()">One</a>'))).not.toContain(
      'javascript',
    );
  });

  it('is read without failing, whatever it contains, and packed without loss', () => {
    const markdown = fc
      .array(
        fc.constantFrom(
          ...[
            '[',
            ']',
            '(',
            ')',
            '!',
            '*',
            '_',
            '`',
            '```\n',
            '> ',
            '- ',
            '1. ',
            '# ',
            '|',
            '\n',
            '\n\n',
          ],
          ...[
            '[^a]',
            '[^a]: ',
            ':::briefings tag:a:::',
            '{.button}',
            '{width=3}',
            '<b>',
            '</p>',
            '<img ',
          ],
          ...['https://a.example', 'word', '\u0000', '\ud800', 'حزب', '    ', '---\n', '|-|-|\n'],
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(markdown, (text) => {
        const { document } = read(text);
        const texts = {
          markdown: text.replace(/\p{Surrogate}/gu, ''),
          issue: document,
          bodyHtml: '<p>',
        };
        expect(unpackIssue(packIssue(texts))).toEqual(JSON.parse(JSON.stringify(texts)));
        for (const block of document.blocks) {
          if (block.kind === 'paragraph') expect(textOfInlines(block.children)).toBeDefined();
        }
      }),
      { numRuns: 300 },
    );
  });
});
