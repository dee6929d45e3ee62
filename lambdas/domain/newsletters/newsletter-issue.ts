import type { IssueDocument } from './issue-document';

/** What an email needs to carry the whole text of an issue. */
export interface NewsletterIssue {
  /** The name of its newsletter. */
  newsletter: string;
  document: IssueDocument;
}

/** Whether a topic, in canonical form, is the one that a newsletter's followers have. */
export function isNewsletterTopic(
  expression: string,
  { newsletter }: Pick<NewsletterIssue, 'newsletter'>,
): boolean {
  return expression === newsletterTopic(newsletter);
}

/** The expression that the followers of a newsletter follow. */
export function newsletterTopic(newsletter: string): string {
  return `tag:${newsletter}`;
}
