import type { SentEmail } from '../../lib/local/ses/sent-email';
import type { DemoSubscriber } from './subscribers';

const HEADINGS = ['TO', 'KIND', 'SUBJECT', 'TOPICS'];

/** The line in an email's text above its footer, which names all topics of the subscriber. */
const FOOTER = /^-{40}$/m;

/** One line per email: its recipient, kind, subject, and the subscriber's topics that it is about. */
export function formatEmailTable(
  emails: readonly SentEmail[],
  subscribers: readonly DemoSubscriber[],
): string {
  const rows = emails.map((email) => [
    email.to.join(', '),
    kindOf(email),
    email.subject,
    topicsOf(email, subscribers).join(', '),
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(...[heading, ...rows.map((row) => row[column] ?? '')].map(lengthOf)),
  );
  return [HEADINGS, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - lengthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A delivery's id begins with its kind. */
function kindOf({ tags }: SentEmail): string {
  return tags.deliveryId?.split('-')[0] ?? '';
}

function topicsOf(
  { to, subject, text }: SentEmail,
  subscribers: readonly DemoSubscriber[],
): string[] {
  const subscriber = subscribers.find(({ email }) => to.includes(email));
  const followed = subscriber?.expressions ?? [];
  let rest = `${subject}\n${text.split(FOOTER)[0] ?? ''}`;
  // The longest first, each removed when found: `Iran -Hezbollah` does not name `Hezbollah`.
  const named = [...followed]
    .sort((a, b) => b.length - a.length)
    .filter((expression) => {
      const isNamed = rest.includes(expression);
      rest = rest.replaceAll(expression, '');
      return isNamed;
    });
  return named.length > 0 ? followed.filter((topic) => named.includes(topic)) : followed;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
