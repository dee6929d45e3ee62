import fc from 'fast-check';
import { groupByTopic, type TopicMatch } from '../../../lambdas/rendering/emails/group-by-topic';
import { aBriefingView, aSnippet, aTopicLink } from '../../support/email-views';

function aMatch(
  expression: string,
  briefingId: string,
  publishedAt = '2023-11-07T06:12:00Z',
): TopicMatch {
  return {
    topic: aTopicLink(expression),
    briefing: aBriefingView({ briefingId, publishedAt }),
    snippet: aSnippet(`*${expression}* in ${briefingId}`),
  };
}

const outline = (matches: TopicMatch[]) =>
  groupByTopic(matches).map((group) => ({
    topic: group.topic.expression,
    entries: group.entries.map(({ briefing, alsoMatches }) => [
      briefing.briefingId,
      ...alsoMatches,
    ]),
  }));

describe('matches grouped by topic', () => {
  it('list a briefing under the first of its topics and name the others', () => {
    expect(
      outline([aMatch('Gaza aid', 'trucks'), aMatch('Rafah', 'trucks'), aMatch('Egypt', 'trucks')]),
    ).toEqual([{ topic: 'Gaza aid', entries: [['trucks', 'Rafah', 'Egypt']] }]);
  });

  it('show first the briefing that matches most topics, whenever it matched', () => {
    expect(
      outline([aMatch('Gaza aid', 'trucks'), aMatch('Rafah', 'gate'), aMatch('Gaza aid', 'gate')]),
    ).toEqual([{ topic: 'Gaza aid', entries: [['gate', 'Rafah'], ['trucks']] }]);
  });

  it('list under * only briefings that match no other topic', () => {
    expect(
      outline([aMatch('*', 'trucks'), aMatch('*', 'talks'), aMatch('Gaza aid', 'trucks')]),
    ).toEqual([
      { topic: 'Gaza aid', entries: [['trucks', '*']] },
      { topic: '*', entries: [['talks']] },
    ]);
  });

  it('show the latest briefing of a topic first', () => {
    expect(
      outline([
        aMatch('Rafah', 'old', '2023-11-05T00:00:00Z'),
        aMatch('Rafah', 'new', '2023-11-07T00:00:00Z'),
      ]),
    ).toEqual([{ topic: 'Rafah', entries: [['new'], ['old']] }]);
  });

  it('keep the snippet of the topic they are listed under', () => {
    const [group] = groupByTopic([aMatch('Rafah', 'gate'), aMatch('Gaza', 'gate')]);
    expect(group?.entries[0]?.snippet).toEqual(aSnippet('*Rafah* in gate'));
  });

  it('list each briefing once and name each of its topics, for any matches', () => {
    const match = fc.record({
      expression: fc.constantFrom('*', 'a', 'b', 'c', 'd'),
      id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
    });
    fc.assert(
      fc.property(fc.array(match), (pairs) => {
        const listed = outline(pairs.map(({ expression, id }) => aMatch(expression, id)));
        const ids = listed.flatMap((group) => group.entries.map(([id]) => id));
        expect(ids).toHaveLength(new Set(pairs.map((pair) => pair.id)).size);
        const found = listed.flatMap(({ topic, entries }) =>
          entries.flatMap(([id, ...also]) => [topic, ...also].map((name) => `${name} ${id}`)),
        );
        const given = new Set(pairs.map(({ expression, id }) => `${expression} ${id}`));
        expect(found.toSorted()).toEqual([...given].toSorted());
      }),
    );
  });
});
