import type { Email } from '../../domain/delivery';
import { isNewsletterTopic, type NewsletterIssue } from '../../domain/newsletters/newsletter-issue';
import type { EmailWriter } from './email-writer';

export interface WriteAlertDependencies {
  /** The text of a briefing that is a newsletter issue, as last published; undefined for every other briefing. */
  findIssue: (briefingId: string, edition: number) => Promise<NewsletterIssue | undefined>;
  emailWriter: Pick<EmailWriter, 'alert' | 'issue'>;
}

/** The email about one briefing, of at least this edition: for followers of a newsletter with its whole text. */
export async function writeAlert(
  { findIssue, emailWriter }: WriteAlertDependencies,
  content: Parameters<EmailWriter['alert']>[0],
  edition: number,
): Promise<Email> {
  const issue = await findIssue(content.briefing.briefingId, edition);
  // Those who follow another topic that the issue matches did not ask for its whole text.
  return issue !== undefined &&
    content.topics.some(({ expression }) => isNewsletterTopic(expression, issue))
    ? emailWriter.issue({ ...content, document: issue.document })
    : emailWriter.alert(content);
}
