import type { Briefing } from '../domain/briefing';
import type { Block, BriefingsQuery, IssueEntry } from '../domain/newsletters/issue-document';

export interface FillIssueDependencies {
  /** The newest briefings that a block of an issue asks for. */
  findBriefings: (query: BriefingsQuery, now: string) => Promise<IssueEntry[]>;
  /** The text of an issue as the html of its page. */
  renderPage: (issue: NonNullable<Briefing['issue']>) => string;
  now: () => string;
}

/**
 * Fills the lists of briefings of a newsletter issue with those of the moment when it is published, so that everyone
 * gets the same, whenever their email is sent. Other briefings stay as they are.
 */
export function fillIssue({ findBriefings, renderPage, now }: FillIssueDependencies) {
  return async (briefing: Briefing): Promise<Briefing> => {
    const { issue } = briefing;
    if (issue === undefined) return briefing;
    const time = now();
    const fill = async (block: Block): Promise<Block> => {
      if (block.kind !== 'briefings') return block;
      const found = await findBriefings({ ...block.query, limit: block.query.limit + 1 }, time);
      const others = found.filter(({ briefingId }) => briefingId !== briefing.briefingId);
      return { ...block, entries: others.slice(0, block.query.limit) };
    };
    const filled = { ...issue, blocks: await Promise.all(issue.blocks.map(fill)) };
    return { ...briefing, issue: filled, bodyHtml: renderPage(filled) };
  };
}
