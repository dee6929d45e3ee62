/** `max-age` of a Cache-Control header in seconds: https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.1 */
export function maxAgeOf(cacheControl: string | undefined): number | undefined {
  if (cacheControl === undefined || /\bno-(cache|store)\b/i.test(cacheControl)) return undefined;
  const [, seconds] = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/i.exec(cacheControl) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}

/**
 * A Retry-After header in seconds from now, which is given in seconds or as a date:
 * https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfterOf(retryAfter: string | undefined, nowMs: number): number | undefined {
  const text = retryAfter?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text);
  const time = /^\w{3},/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.max(0, Math.ceil((time - nowMs) / 1_000));
}
