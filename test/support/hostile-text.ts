import fc from 'fast-check';

const PIECES = [
  '\r\n',
  '\n',
  '\r',
  '\u2028',
  '\u0085',
  '\0',
  'Bcc: victim@evil.example',
  '\r\n\r\n<html>',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</a></td></tr></table><h1>',
  '{{siteName}}',
  '{{{siteUrl}}}',
  '&lt;b&gt;',
  '&#60;',
  '<!--',
  ']]>',
  '=?utf-8?Q?=0ABcc:_victim@evil.example?=',
  '--=_briefwire',
  '\u202E',
  '\uD800',
  'حزب الله',
  'Erdoğan',
  '😀',
  '%0d%0aBcc:',
  '$&',
];

/** Text that an attacker or a careless publisher might send. Some of it is very long. */
export function hostileText(): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(...PIECES),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constant('word '.repeat(400)),
    fc.constant('x'.repeat(1200)),
  );
  return fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
}

/** URLs, both harmless ones and ones that must not become links. */
export function hostileUrl(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      'file:///etc/passwd',
      '//evil.example',
      'https://bank.example@evil.example/',
      'https://news.example/a\r\nBcc: victim@evil.example',
      'https://news.example/"onmouseover="alert(1)',
    ),
    fc.webUrl(),
    hostileText(),
  );
}
