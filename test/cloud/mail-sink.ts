import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import PostalMime, { type Email } from 'postal-mime';

/** An SMTP server that keeps every email. The SES of MiniStack sends all raw emails to it. */
export interface MailSink {
  readonly port: number;
  /**
   * Waits for the first email to the address whose subject contains these words, ignoring case.
   *
   * @throws Error when it does not arrive within a minute.
   */
  waitForEmail(address: string, subject: string): Promise<ReceivedEmail>;
  /** The subjects of all emails to the address so far. */
  subjectsTo(address: string): string[];
  stop(): void;
}

export interface ReceivedEmail {
  readonly recipients: string[];
  readonly raw: string;
  readonly email: Email;
}

const TIMEOUT_MS = 60_000;
const POLL_INTERVAL_MS = 100;

export async function startMailSink(): Promise<MailSink> {
  const emails: ReceivedEmail[] = [];
  const server = createServer((socket) => {
    receive(socket, async (recipients, raw) => {
      emails.push({ recipients, raw, email: await PostalMime.parse(raw) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const emailsTo = (recipient: string) =>
    emails.filter(({ recipients }) => recipients.includes(recipient));
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    waitForEmail: async (recipient, subject) => {
      const deadline = Date.now() + TIMEOUT_MS;
      while (Date.now() < deadline) {
        const received = emailsTo(recipient).find(({ email }) => hasSubject(email, subject));
        if (received) return received;
        await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
      }
      const subjects = emailsTo(recipient).map(({ email }) => email.subject);
      throw new Error(
        `No email about "${subject}" to ${recipient} arrived, only: ${subjects.join('; ')}`,
      );
    },
    subjectsTo: (recipient) => emailsTo(recipient).map(({ email }) => email.subject ?? ''),
    stop: () => void server.close(),
  };
}

function hasSubject({ subject = '' }: Email, words: string): boolean {
  return subject.toLowerCase().includes(words.toLowerCase());
}

/** The part of RFC 5321 that is needed to receive emails from a well-behaved client. */
function receive(
  socket: Socket,
  store: (recipients: string[], raw: string) => Promise<void>,
): void {
  const reply = (line: string) => socket.write(`${line}\r\n`);
  let recipients: string[] = [];
  let data: string[] | undefined;
  reply('220 sink');
  createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    if (data !== undefined) {
      if (line !== '.') {
        // Section 4.5.2: the client doubles a period at the beginning of a line.
        data.push(line.replace(/^\./, ''));
        return;
      }
      const raw = data.join('\r\n');
      data = undefined;
      store(recipients, raw).then(() => reply('250 OK'));
      return;
    }
    const recipient = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1];
    if (recipient) recipients.push(recipient);
    if (/^MAIL/i.test(line)) recipients = [];
    if (/^DATA/i.test(line)) {
      data = [];
      reply('354 send the email');
    } else if (/^QUIT/i.test(line)) {
      reply('221 bye');
      socket.end();
    } else reply('250 OK');
  });
}
