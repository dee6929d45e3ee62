import type { CommandResult } from '../../../lambdas/domain/email-commands/command-result';
import { undoCommands } from '../../../lambdas/domain/email-commands/undo-commands';

const NOW = '2026-11-25T12:00:00.000Z';
const undo = (result: CommandResult) =>
  undoCommands(result, { timeZone: 'Europe/London', now: NOW });
const topics = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    topicId: `topic-${at}`,
    expression: `a topic of some length ${at}`,
    frequency: at % 2 ? ('daily' as const) : ('instant' as const),
  }));

describe('the commands that take back what was done', () => {
  it('follow again what was left, at the frequency it had', () => {
    const left = { result: 'unfollowed' as const, isEverything: true, topics: topics(2) };
    expect(undo(left)).toEqual([
      { kind: 'follow', expression: 'a topic of some length 0', frequency: 'instant' },
      { kind: 'follow', expression: 'a topic of some length 1', frequency: 'daily' },
    ]);
  });

  it('are none if they do not fit into a link', () => {
    const left = { result: 'unfollowed' as const, isEverything: true, topics: topics(100) };
    expect(undo(left)).toEqual([]);
  });

  it('set the frequencies that topics had, and leave those that did not change', () => {
    const set = {
      result: 'frequency-set' as const,
      frequency: 'daily' as const,
      topics: topics(4),
    };
    expect(undo(set)).toEqual([
      { kind: 'set-frequency', frequency: 'instant', topicIds: ['topic-0', 'topic-2'] },
    ]);
  });

  it('pause again until the day on which the pause would have ended', () => {
    const formerEnd = '2026-12-01T08:00:00.000Z';
    expect(undo({ result: 'resumed', formerEnd })).toEqual([
      { kind: 'pause', until: '2026-12-01' },
    ]);
    expect(undo({ result: 'resumed', formerEnd: NOW })).toEqual([]);
    expect(undo({ result: 'resumed' })).toEqual([]);
  });
});
