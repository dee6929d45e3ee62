/** A short email to the address that takes commands. Each has a Message-ID of its own. */
export function rawCommand({
  from,
  subject = '',
  text = '',
  to = 'alerts@in.example.org',
  headers = [],
}: {
  from: string;
  subject?: string;
  text?: string;
  to?: string;
  headers?: string[];
}): Buffer {
  sent += 1;
  return Buffer.from(
    [
      `From: ${from}`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Message-ID: <command-${sent}@mail.example.org>`,
      'Content-Type: text/plain; charset=utf-8',
      ...headers,
      '',
      text,
      '',
    ].join('\r\n'),
  );
}

let sent = 0;
