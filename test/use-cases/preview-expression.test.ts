import type { Briefing } from '../../lambdas/domain/briefing';
import { parseAliases } from '../../lambdas/domain/expressions/aliases';
import { previewExpression } from '../../lambdas/use-cases/preview-expression';
import { anArchive } from '../support/archive';
import { aWholeBriefing } from '../support/page-views';

let count = 0;
/** A briefing of 2026 with this title; the day is of January. */
function on(day: number, title: string, changes: Partial<Briefing> = {}): Briefing {
  count += 1;
  const publishedAt = `2026-01-${String(day).padStart(2, '0')}T09:00:00.000Z`;
  return aWholeBriefing({
    briefingId: `b${count}`,
    title,
    summary: '',
    body: '',
    source: '',
    tags: [],
    publishedAt,
    ...changes,
  });
}

async function previewOf(text: string, briefings: Briefing[], aliases = '') {
  const previewed = await previewExpression(anArchive(briefings, parseAliases(aliases)))(
    text,
    'en',
  );
  if (previewed.outcome === 'refused') throw new Error(previewed.reason);
  return previewed.preview;
}

describe('the preview of an expression', () => {
  const gaza = [
    on(30, 'Aid trucks enter Gaza'),
    on(29, 'Aid ship sails for Gaza'),
    on(20, 'Fighting in Gaza'),
    on(10, 'Gaza hospital receives aid'),
    on(9, 'Elections in Peru'),
  ];

  it('counts what it would have matched, by week', async () => {
    const preview = await previewOf('Gaza aid', gaza);
    expect(preview).toMatchObject({
      days: 30,
      briefings: 5,
      matched: 3,
      share: 0.6,
      breadth: 'fine',
    });
    expect(preview.weeks).toEqual([
      { from: '2026-01-01', to: '2026-01-02', days: 2, matched: 0 },
      { from: '2026-01-03', to: '2026-01-09', days: 7, matched: 0 },
      { from: '2026-01-10', to: '2026-01-16', days: 7, matched: 1 },
      { from: '2026-01-17', to: '2026-01-23', days: 7, matched: 0 },
      { from: '2026-01-24', to: '2026-01-30', days: 7, matched: 2 },
    ]);
  });

  it('has every match in one of its weeks, also in the days before the first whole week', async () => {
    const everyDay = Array.from({ length: 30 }, (_, index) => on(index + 1, 'Gaza aid'));
    const { matched, weeks } = await previewOf('Gaza aid', everyDay);
    expect(weeks.map((week) => week.matched)).toEqual([2, 7, 7, 7, 7]);
    expect(matched).toBe(30);
  });

  it('looks back 30 days and no further', async () => {
    const before = on(1, 'Gaza aid', { publishedAt: '2025-12-31T23:59:59.999Z' });
    expect(await previewOf('Gaza aid', [before])).toMatchObject({
      briefings: 0,
      matched: 0,
      breadth: 'fine',
    });
  });

  it('shows the latest five with their words marked', async () => {
    const many = [1, 2, 3, 4, 5, 6, 7].map((day) => on(day, `Heron number ${day}`));
    const { latest } = await previewOf('herons', many);
    expect(latest.map(({ briefing }) => briefing.title.at(-1))).toEqual(['7', '6', '5', '4', '3']);
    expect(latest[0]?.snippet).toContainEqual({ text: 'Heron', matched: true });
  });

  it('says in the typed order what each word lets through, and what how many match without it', async () => {
    const { clauses } = await previewOf('Gaza aid -hospital', gaza);
    expect(clauses).toEqual([
      { written: 'Gaza', excluded: false, letsThrough: 4, withoutIt: 2 },
      { written: 'aid', excluded: false, letsThrough: 3, withoutIt: 3 },
      { written: 'hospital', excluded: true, letsThrough: 4, withoutIt: 3 },
    ]);
  });

  it('counts aliases with their word', async () => {
    const { matched, clauses } = await previewOf('relief', gaza, 'relief, aid');
    expect(matched).toBe(3);
    expect(clauses).toEqual([{ written: 'relief', excluded: false, letsThrough: 3, withoutIt: 5 }]);
  });

  it('is too broad from 30% of the briefings, unless it is meant to match everything', async () => {
    const others = Array.from({ length: 14 }, (_, index) => on(index + 1, 'Something else'));
    const herons = Array.from({ length: 6 }, (_, index) => on(index + 1, 'A heron'));
    expect((await previewOf('heron', [...others, ...herons])).breadth).toBe('too-broad');
    expect((await previewOf('heron', [...others, on(2, 'Other'), ...herons])).breadth).toBe('fine');
    expect((await previewOf('*', [...others, ...herons])).breadth).toBe('fine');
    // Six of seven briefings say nothing about a topic.
    expect((await previewOf('heron', herons)).breadth).toBe('fine');
  });

  it('suggests words beside the others if nothing matches', async () => {
    const relief = [1, 2, 3].map((day) => on(day, 'Relief convoy reaches Gaza'));
    const elsewhere = [1, 2, 3, 4].map((day) => on(day, 'Elections in Peru'));
    const preview = await previewOf('Gaza assistance', [...relief, ...elsewhere]);
    expect(preview).toMatchObject({ matched: 0, breadth: 'too-narrow' });
    expect(preview.suggestions).toContain('Gaza');
    expect(preview.suggestions[0]).toMatch(
      /^Gaza \(assistance OR (relief|convoy|reaches) OR \w+\)$/,
    );
    for (const suggestion of preview.suggestions) {
      expect((await previewOf(suggestion, relief)).matched).toBeGreaterThan(0);
    }
  });

  it('suggests the words of a phrase apart, and a word as the archive spells it', async () => {
    const apart = [on(3, 'Trucks with aid for Gaza')];
    expect((await previewOf('"Gaza aid trucks"', apart)).suggestions).toEqual(['Gaza aid trucks']);
    expect((await previewOf('Hezbolah', [on(3, 'Hezbollah speaks')])).suggestions).toEqual([
      'hezbollah',
    ]);
    expect((await previewOf('Hezbolah', [on(3, 'Nothing alike')])).suggestions).toEqual([]);
  });

  it('refuses what cannot be followed', async () => {
    const preview = previewExpression(anArchive([]));
    expect(await preview('-sport', 'en')).toMatchObject({
      outcome: 'refused',
      code: 'onlyNegations',
    });
  });
});
