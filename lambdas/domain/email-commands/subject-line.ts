/**
 * What mail programs put before the subject of a reply or a forwarded email: `Re:`, German `AW:` and `WG:`,
 * Dutch `Antw:`, Swedish `SV:`, Polish `Odp:`, Turkish `YNT:`, Chinese `回复：`, and so on. Outlook counts, as in `Re[2]:`.
 */
const PREFIX =
  /^\s*(?:re|aw|antw|antwort|sv|vs|rif|r|rép|rép|resp|res|odp|ynt|ynt|απ|σχετ|הש|תשובה|رد|رد على|回复|回覆|答复|答覆|返信|回信|답장|회신|fwd?|wg|tr|enc|rv|i|doorst|vb|vl|pd|ilt|μεταβίβαση|إعادة توجيه|转发|轉寄|轉發|転送|전달)\s*(?:[[(]\d{1,3}[\])])?\s*[:：]/iu;

/** More prefixes than a real conversation has. */
const MAX_PREFIXES = 20;

/** Mailing lists and spam filters put these before a subject: `[EXTERNAL]`, `[SPAM?]`. */
const TAG = /^\s*\[[^\]]{1,40}\]/;

/** A subject without its prefixes, and whether it is that of a reply or a forwarded email. */
export function readSubject(subject: string): { text: string; isReply: boolean } {
  let text = subject;
  let isReply = false;
  for (let times = 0; times < MAX_PREFIXES; times++) {
    const withoutTag = text.replace(TAG, '');
    const rest = withoutTag.replace(PREFIX, '');
    if (rest === text) break;
    isReply ||= rest !== withoutTag;
    text = rest;
  }
  return { text: text.trim(), isReply };
}
