/** Each closes another context: text, an attribute in either quotes, a style, a comment, JSON. */
export const SCRIPTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><svg onload=alert(1)>',
  '</title><iframe src=javascript:alert(1)>',
  '</script><script>alert(1)</script>',
  '--><script>alert(1)</script>',
];
export const ALL_SCRIPTS = SCRIPTS.join(' ');

/** Markup that a browser would run. Escaped text has no `<`, and no quote that ends an attribute. */
const RUNNABLE = [
  /<script(?! type="(?:module|application\/ld\+json)")[\s>]/i,
  /<(?:img src=x|iframe|svg onload)/i,
  /<[^>]*\son\w+\s*=\s*["'a]/i,
  /<[^>]*\s(?:href|src|action)\s*=\s*["']?\s*javascript:/i,
];

/** Quoted values, in which nothing runs: only these attributes have a meaning of their own. */
const HARMLESS_ATTRIBUTES = /\s(?!type|href|src|action|on)[\w-]+="[^"]*"/g;
export const JSON_LD = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/g;

/** Fails if a browser would run any of it. `what` names the page in the failure. */
export function expectHarmless(what: string, html: string): void {
  const markup = html.replaceAll(HARMLESS_ATTRIBUTES, '');
  for (const pattern of RUNNABLE)
    expect([what, pattern.exec(markup)?.[0]]).toEqual([what, undefined]);
  // A value that ended its block early would leave half of the JSON.
  for (const [, json = ''] of html.matchAll(JSON_LD)) JSON.parse(json);
}
