import fc from 'fast-check';
import { readEmail } from '../../../lambdas/adapters/inbound/read-email';
import type { ReceivedEmail } from '../../../lambdas/domain/email-commands/received-email';

/** An email of these lines. */
const raw = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

async function read(...lines: string[]): Promise<ReceivedEmail> {
  const result = await readEmail(raw(...lines));
  if (result.outcome !== 'read') throw new Error(`The email is ${result.why}.`);
  return result.email;
}

const FROM = 'From: Ann <ann@example.org>';

describe('an email is read', () => {
  it('with its addresses, identifiers and subject', async () => {
    const email = await read(
      'Return-Path: <>',
      FROM,
      'To: "Briefwire" <briefwire@example.org>',
      'Subject: =?iso-8859-1?Q?suivre_=E9t=E9?=',
      'Message-ID: <1@example.org>',
      'In-Reply-To: <b@x>',
      'References: <a@x> <b@x>',
      '',
      'list',
    );
    expect(email).toMatchObject({
      from: ['ann@example.org'],
      to: ['briefwire@example.org'],
      returnPath: '',
      subject: 'suivre été',
      messageId: '<1@example.org>',
      inReplyTo: ['<b@x>', '<b@x>', '<a@x>'],
      text: 'list\n',
    });
  });

  it('with all From addresses, in one header or two', async () => {
    const both = ['ann@example.org', 'bob@example.org'];
    expect((await read('From: ann@example.org, bob@example.org', '', '')).from).toEqual(both);
    expect((await read('From: ann@example.org', 'From: bob@example.org', '', '')).from).toEqual(
      both,
    );
  });

  it.each([
    ['"ann"@example.org', '"ann"@example.org'],
    ['Ann <"ann"@example.org>', '"ann"@example.org'],
    ['"A, B" <ann@example.org>', 'ann@example.org'],
    ['"x@y.org" <ann@example.org>', 'ann@example.org'],
    ['"not \\"ann\\"@y.org" <ann@example.org>', 'ann@example.org'],
    ['Ann <ann@example.org> (a comment <with@an.address>)', 'ann@example.org'],
  ])('whose author is written %s as %s', async (header, author) => {
    expect((await read(`From: ${header}`, '', '')).from[0]).toBe(author);
  });

  it.each([
    'ann@example.org bob@example.org',
    'ann@example.org <bob@example.org>',
    '((nested) ann@example.org) bob@example.org',
    '("a) ann@example.org (") <bob@example.org>',
    'ann@example.org\r\n\tFrom: bob@example.org',
    'ann@example.org\rFrom: bob@example.org',
    'ann@example.org%0aFrom:bob@example.org',
    'Group: ann@example.org, bob@example.org;',
    `ann@example.org, "${'x'.repeat(2000)}" <bob@example.org>`,
  ])('with several authors where servers may see different ones: %j', async (header) => {
    expect((await read(`From: ${header}`, '', '')).from.length).toBeGreaterThan(1);
    const reversed = header.replace(/ann@|bob@/g, (found) => (found === 'ann@' ? 'bob@' : 'ann@'));
    expect((await read(`From: ${reversed}`, '', '')).from.length).toBeGreaterThan(1);
  });

  it.each(['ann@example.org <ann@example.org>', '"bob@example.org" <ann@example.org>'])(
    'with one author where a name looks like an address: %s',
    async (header) => {
      expect((await read(`From: ${header}`, '', '')).from).toEqual(['ann@example.org']);
    },
  );

  it('with all authors that any server may see', async () => {
    const { from } = await read('From: <ann@example.org> <bob@example.org>', '', '');
    expect(from).toEqual(['ann@example.org', 'bob@example.org']);
  });

  it('from raw UTF-8 headers', async () => {
    expect((await read(FROM, 'Subject: suivre été', '', '')).subject).toBe('suivre été');
  });

  it('from an old charset', async () => {
    const email = Buffer.concat([
      raw(FROM, 'Content-Type: text/plain; charset=windows-1256', '', ''),
      Buffer.from([0xde, 0xc7, 0xc6, 0xe3, 0xc9]),
    ]);
    expect(await readEmail(email)).toMatchObject({ email: { text: 'قائمة\n' } });
  });

  it('from html alone, without quotes, styles and hidden text', async () => {
    const email = await read(
      FROM,
      'Content-Type: text/html; charset=utf-8',
      '',
      '<style>p{}</style><div style="display:none">hidden</div><p>stop&nbsp;Gaza</p><p>list</p>',
      '<div class="gmail_quote"><blockquote>quoted</blockquote></div>',
    );
    expect(email.text.split(/\n+/)).toEqual(['stop Gaza', 'list']);
  });

  it('from html with its line breaks where they count', async () => {
    const email = await read(
      'Content-Type: text/html',
      '',
      '<pre>daily',
      'list</pre><p style="white-space: pre-wrap">pause',
      'resume</p><p>stop',
      'Gaza</p>',
    );
    expect(email.text.split(/\n+/)).toEqual(['daily', 'list', 'pause', 'resume', 'stop Gaza']);
  });

  it('with soft line breaks joined, but not to a quote', async () => {
    const type = 'Content-Type: text/plain; format=flowed';
    expect((await read(FROM, type, '', 'subscribe Gaza OR ', 'Rafah')).text.trim()).toBe(
      'subscribe Gaza OR Rafah',
    );
    expect((await read(FROM, type, '', '> quoted ', 'stop')).text).toContain('\nstop');
  });

  it('without the content of attachments', async () => {
    const email = await read(
      FROM,
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: application/pdf',
      'Content-Transfer-Encoding: base64',
      '',
      'AAAA'.repeat(500_000),
      '--b',
      'Content-Type: text/plain',
      'Content-Disposition: attachment; filename=stop.txt',
      '',
      'stop',
      '--b',
      'Content-Type: text/plain',
      '',
      'list',
      '--b--',
    );
    expect(email.text.trim()).toBe('list');
    expect(email.partTypes).toEqual([
      'multipart/mixed',
      'application/pdf',
      'text/plain',
      'text/plain',
    ]);
  });
});

describe('an email beyond a limit is not read', () => {
  const parts = (count: number) =>
    raw(
      FROM,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...Array(count).fill('--b\r\n\r\nx'),
    );
  const nested = (levels: number) =>
    raw(
      FROM,
      ...Array.from(
        { length: levels },
        (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}`,
      ),
      '',
      'x',
    );
  it.each([
    ['too-large', Buffer.alloc(10 * 1024 * 1024 + 1, 'x')],
    ['too-many-parts', parts(100)],
    ['too-deep', nested(21)],
    ['too-large', raw(`Subject: ${'x'.repeat(300 * 1024)}`, '', '')],
    ['too-large', raw(...Array(5001).fill('A: b'), '', '')],
  ])('%s', async (why, email) => {
    expect(await readEmail(email)).toEqual({ outcome: 'unreadable', why });
  });

  it('and up to it is', async () => {
    expect(await readEmail(parts(99))).toMatchObject({ outcome: 'read' });
    expect(await readEmail(nested(20))).toMatchObject({ outcome: 'read' });
  });
});

it('reads any bytes without an error', async () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'From: a@b.example',
      'Content-Type: multipart/mixed; boundary=b',
      '--b',
      '--b--',
      '',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.uint8Array(), async (lines, bytes) => {
      const email = Buffer.concat([raw(...lines), bytes]);
      expect(['read', 'unreadable']).toContain((await readEmail(email)).outcome);
    }),
  );
});
