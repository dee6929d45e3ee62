import PostalMime, { type Email } from 'postal-mime';

/** A call of SES's SendRawEmail, and its email. */
export interface SendRequest {
  readonly raw: Buffer;
  readonly email: Email;
  /** The addresses of the call, or if it has none, those of the email's headers. */
  readonly destinations: string[];
  readonly configurationSet: string | undefined;
  readonly tags: Record<string, string>;
}

/** Parses a form of AWS's query protocol: https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html */
export async function parseSendRequest(form: URLSearchParams): Promise<SendRequest> {
  const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64');
  const email = await PostalMime.parse(raw);
  const given = members(form, 'Destinations.member.');
  return {
    raw,
    email,
    destinations: given.length > 0 ? given : addressesOf(email),
    configurationSet: form.get('ConfigurationSetName') ?? undefined,
    tags: tagsOf(form),
  };
}

function addressesOf(email: Email): string[] {
  return [email.to, email.cc, email.bcc].flatMap((addresses) =>
    (addresses ?? []).flatMap(({ address }) => address ?? []),
  );
}

function tagsOf(form: URLSearchParams): Record<string, string> {
  const names = members(form, 'Tags.member.', '.Name');
  const values = members(form, 'Tags.member.', '.Value');
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

/** The values of `<prefix>1<suffix>`, `<prefix>2<suffix>` and so on. */
function members(form: URLSearchParams, prefix: string, suffix = ''): string[] {
  const values: string[] = [];
  for (let number = 1; ; number += 1) {
    const value = form.get(`${prefix}${number}${suffix}`);
    if (value === null) return values;
    values.push(value);
  }
}
