import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import PostalMime, { type Email } from 'postal-mime';

/** A mail server that keeps what it is given: MiniStack's SES hands it every raw mail. */
export interface MailSink {
  readonly port: number;
  /**
   * The first mail to the address with these words in its subject, in whatever case, once it is there.
   *
   * @throws Error when it does not come within a minute.
   */
  mailTo(address: string, subject: string): Promise<SunkMail>;
  /** The subjects of all mails to the address so far. */
  subjectsTo(address: string): string[];
  stop(): void;
}

export interface SunkMail {
  readonly recipients: string[];
  readonly raw: string;
  readonly email: Email;
}

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 100;

export async function startMailSink(): Promise<MailSink> {
  const mails: SunkMail[] = [];
  const server = createServer((socket) => {
    receive(socket, async (recipients, raw) => {
      mails.push({ recipients, raw, email: await PostalMime.parse(raw) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const to = (recipient: string) =>
    mails.filter(({ recipients }) => recipients.includes(recipient));
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    mailTo: async (recipient, subject) => {
      const deadline = Date.now() + PATIENCE_MS;
      while (Date.now() < deadline) {
        const mail = to(recipient).find(({ email }) => saysSo(email, subject));
        if (mail) return mail;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
      const came = to(recipient).map(({ email }) => email.subject);
      throw new Error(`No mail about "${subject}" came to ${recipient}, but: ${came.join('; ')}`);
    },
    subjectsTo: (recipient) => to(recipient).map(({ email }) => email.subject ?? ''),
    stop: () => void server.close(),
  };
}

function saysSo({ subject = '' }: Email, words: string): boolean {
  return subject.toLowerCase().includes(words.toLowerCase());
}

/** As much of RFC 5321 as takes a mail from a well-behaved client. */
function receive(socket: Socket, keep: (recipients: string[], raw: string) => Promise<void>): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let recipients: string[] = [];
  let data: string[] | undefined;
  say('220 sink');
  createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    if (data !== undefined) {
      if (line !== '.') {
        // Section 4.5.2: a point at a line's beginning was doubled on the way.
        data.push(line.replace(/^\./, ''));
        return;
      }
      const raw = data.join('\r\n');
      data = undefined;
      keep(recipients, raw).then(() => say('250 kept'));
      return;
    }
    const recipient = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1];
    if (recipient) recipients.push(recipient);
    if (/^MAIL/i.test(line)) recipients = [];
    if (/^DATA/i.test(line)) {
      data = [];
      say('354 go on');
    } else if (/^QUIT/i.test(line)) {
      say('221 bye');
      socket.end();
    } else say('250 ok');
  });
}
