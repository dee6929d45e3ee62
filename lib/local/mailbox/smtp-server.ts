import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { MAX_EMAIL_BYTES } from '../../../lambdas/environment';
import { listen, listenIfAvailable } from '../processes/ports';
import type { WorkTracker } from '../work-tracker';
import type { EmailReceiver, Envelope } from './receive-emails';

export interface SmtpServerOptions {
  readonly port: number;
  readonly receiver: EmailReceiver;
  readonly workTracker: WorkTracker;
  readonly report: (line: string) => void;
}

export interface LocalSmtpServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** How long (ms) a client may take to end when the stack stops. */
const CLOSE_TIMEOUT_MS = 200;

/** An answer with an SMTP status, which `smtp-server` takes from the error. */
class SmtpError extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Takes email from programs on this machine, without encryption and sign-in. An email is answered with 250 when it is
 * stored and queued.
 *
 * @throws LocalStackError if the port is in use.
 */
export async function startSmtpServer(options: SmtpServerOptions): Promise<LocalSmtpServer> {
  const use = { purpose: 'email', variable: 'MAIL_PORT' };
  const ipv4 = createServer(options);
  const port = await listen(ipv4.server, options.port, '127.0.0.1', use);
  const ipv6 = createServer(options);
  const servers = [ipv4];
  try {
    if (await listenIfAvailable(ipv6.server, port, '::1', use)) servers.push(ipv6);
  } catch (error) {
    await close(ipv4);
    throw error;
  }
  return {
    port,
    stop: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

function createServer({ receiver, workTracker, report }: SmtpServerOptions): SMTPServer {
  const server = new SMTPServer({
    logger: false,
    banner: 'Briefwire',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_EMAIL_BYTES,
    disableReverseLookup: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onRcptTo: ({ address }, _session, callback) =>
      callback(receiver.accepts(address) ? null : new SmtpError(550, 'No such address here')),
    onData: (stream, session, callback) => {
      const receive = async () => {
        const raw = await readEmail(stream);
        return receiver.receive(envelopeOf(session), raw);
      };
      workTracker.track(receive).then(
        (id) => callback(null, `Received as ${id}`),
        (error) => {
          if (!(error instanceof SmtpError)) report(`Receiving an email failed: ${error}`);
          callback(error instanceof SmtpError ? error : new SmtpError(451, 'Try again later'));
        },
      );
    },
  });
  // A client that closes its connection early isn't an error of ours.
  server.on('error', (error) => {
    if (!('remoteAddress' in error)) report(`The SMTP server failed: ${error.message}`);
  });
  return server;
}

/** Reads all of it even beyond the limit: a client sees the answer only after it has sent everything. */
async function readEmail(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) {
    throw new SmtpError(552, `The email is larger than ${MAX_EMAIL_BYTES} bytes`);
  }
  return Buffer.concat(chunks);
}

function envelopeOf({ envelope: { mailFrom, rcptTo } }: SMTPServerSession): Envelope {
  return {
    sender: mailFrom ? mailFrom.address : '',
    recipients: rcptTo.map(({ address }) => address),
  };
}

function close(server: SMTPServer): Promise<void> {
  return new Promise((resolve) => server.close(resolve));
}
