/** Commands stand at the beginning: later lines are not read. */
const MAX_LINES = 200;

/**
 * The lines that the person wrote, in order: without empty lines, quotes and the lines that introduce them, and up to
 * the signature or the email that follows as a whole.
 */
export function ownLines(text: string): string[] {
  const own: string[] = [];
  const lines = text.split(/\r\n|\r|\n/, MAX_LINES);
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim();
    if (endsOwnText(lines[at] ?? '')) break;
    const introduced = linesOfAttribution(lines, at);
    if (introduced > 0) {
      at += introduced - 1;
    } else if (line !== '' && !isQuoted(line)) {
      own.push(line);
    }
  }
  return own;
}

function isQuoted(line: string): boolean {
  return /^[>|›»]/.test(line) && !/^»[^»]*«/.test(line);
}

/** RFC 3676, 4.3: `-- ` on its own line. Many programs lose the space. */
const SIGNATURE = /^(?:--|—|__)\s?$/;

/** What phones and programs add to an email, in the languages in which they do. */
const ADDED_BY_PROGRAM =
  /^(?:sent from|sent via|get outlook|envoyé de|envoyé à partir|envoyé depuis|von mein|gesendet (?:von|mit|über)|diese nachricht wurde|enviado desde|enviado do|inviato da|verzonden (?:vanaf|met|via)|أرسلت من|أُرسلت من|تم الإرسال من|отправлено с|iphoneから|从我的)/iu;

/** Outlook's line of underscores, and the forwarding lines of Apple Mail. */
const WHOLE_EMAIL =
  /^(?:[-_=*]{5,}|begin forwarded message\s*:?|début du message réexpédié\s*:?|anfang der weitergeleiteten nachricht\s*:?)$/iu;

/** `-----Original Message-----`, and Zoho's `---- On 1 December Briefwire wrote ----`. */
function isDashed(text: string): boolean {
  return /^[-‐]{2}/.test(text) && /[-‐]{2}$/.test(text) && /[^-‐\s].*[^-‐\s]/.test(text);
}

/** Outlook quotes an email as a whole, with its headers before it: `From:` and soon `Sent:`. */
const HEADER_OF_QUOTE = /^\*?(?:from|de|von|da|van|من|发件人|寄件者|差出人)\*?\s?[:：]\s?\S/iu;

/** In characters. Nothing that ends a person's text is longer, and some of these expressions take long for a long line. */
const MAX_ENDING_LENGTH = 300;

function endsOwnText(line: string): boolean {
  const text = line.trim();
  if (text.length > MAX_ENDING_LENGTH) return false;
  return (
    SIGNATURE.test(text) ||
    ADDED_BY_PROGRAM.test(text) ||
    WHOLE_EMAIL.test(text) ||
    isDashed(text) ||
    HEADER_OF_QUOTE.test(text)
  );
}

/** The end of `On 1 December 2026, Briefwire wrote:`, in the languages of common mail programs. */
const ATTRIBUTION =
  /(?:\bwrote|\ba écrit|\bécrit|\bschrieb\b.{0,120}|\bescribió|\bha scritto|\bschreef\b.{0,120}|\bescreveu|\bskrev\b.{0,120}|\bfolgendes geschrieben|\bpisze|\bnapisał(?:\(a\))?|(?:كتب|كتبت|بواسطة)(?=[\s:/]).{0,120}|написал(?:\(а\))?|写道|のメッセージ|작성)\s?[:：]$/iu;

/** How an attribution of several lines begins: with `On` in one of the languages, or with the date. */
const ATTRIBUTION_START =
  /^(?:\d|(?:on|at|le|am|el|il|op|den|em|w dniu|dnia|dne|pe|στις|в|на|في|بتاريخ|在|于|於)\s)/iu;

/** How many lines an attribution has from here on: programs wrap it at 72 characters. 0 if there is none. */
function linesOfAttribution(lines: readonly string[], at: number): number {
  const first = (lines[at] ?? '').replace(BIDI_CONTROLS, '').trim();
  // K-9 Mail may leave out the date.
  if (!/[\d٠-٩]|<[^<>\s]+@/.test(first) || first.length > MAX_ATTRIBUTION_LENGTH) return 0;
  for (let count = 1; count <= MAX_ATTRIBUTION_LINES; count++) {
    const last = (lines[at + count - 1] ?? '').trim();
    if (last === '' || isQuoted(last)) return 0;
    // A command above an attribution is no part of it: `pause 2 weeks`.
    if (count > 1 && !ATTRIBUTION_START.test(first)) return 0;
    const joined = lines
      .slice(at, at + count)
      .map((line) => line.replace(BIDI_CONTROLS, '').trim())
      .join(' ');
    if (joined.length > MAX_ATTRIBUTION_LENGTH) return 0;
    if (ATTRIBUTION.test(joined)) return count;
  }
  return 0;
}

/** Gmail puts them around Arabic attributions. */
const BIDI_CONTROLS = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;

const MAX_ATTRIBUTION_LINES = 3;
const MAX_ATTRIBUTION_LENGTH = 300;
