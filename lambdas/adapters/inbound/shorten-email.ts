import { MAX_EMAIL_BYTES } from '../../domain/email-commands/email-limit';

export const MAX_PARTS = 100;
/** Of parts in parts. */
export const MAX_NESTING_DEPTH = 20;
/** In bytes, the headers of all parts together. */
const MAX_HEADER_BYTES = 256 * 1024;
/** Lines of the headers of all parts together. */
const MAX_HEADER_LINES = 5000;
/** In bytes, of all texts together. Commands stand at the beginning; html has its styles there. */
const MAX_TEXT_BYTES = 256 * 1024;
/** Lines of all texts together: postal-mime takes longer for many short lines than for a few long ones. */
const MAX_TEXT_LINES = 4000;
/** Lines that look like a boundary, but are none of this email's. */
const MAX_FALSE_BOUNDARIES = 10_000;

export type ShortenedEmail =
  | {
      outcome: 'shortened';
      email: Buffer;
      partTypes: string[];
      /** Whether a text is `format=flowed` (RFC 3676); the shortened email no longer says so. */
      isFlowed: boolean;
    }
  | { outcome: 'too-large' | 'too-many-parts' | 'too-deep' };

const LINE_FEED = 0x0a;

/**
 * The email (RFC 5322, MIME) without what is not read: the content of attachments, and what is beyond the beginning of
 * a text. A parser then needs little time for it, whatever was sent: postal-mime takes seconds for 10 MB of short lines.
 */
export function shortenEmail(raw: Buffer): ShortenedEmail {
  if (raw.length > MAX_EMAIL_BYTES) return { outcome: 'too-large' };
  return new EmailShortener(raw).run();
}

/**
 * The same for a channel that takes less than `MAX_EMAIL_BYTES`: what is left is read as the whole email would be.
 */
export function removeAttachments(raw: Buffer): ShortenedEmail {
  if (raw.length > MAX_EMAIL_BYTES) return { outcome: 'too-large' };
  return new EmailShortener(raw, { keepsFlowed: true }).run();
}

class EmailShortener {
  private readonly kept: Buffer[] = [];
  private readonly partTypes: string[] = [];
  /** The boundaries of the parts that are open, outermost first. */
  private readonly boundaries: string[] = [];
  private headerBytes = 0;
  private headerLines = 0;
  private isFlowed = false;
  private falseBoundaries = 0;
  private textBytes = 0;
  private textLines = 0;
  private at = 0;

  constructor(
    private readonly raw: Buffer,
    private readonly options: { keepsFlowed?: boolean } = {},
  ) {}

  run(): ShortenedEmail {
    while (this.at < this.raw.length) {
      const type = this.readHeader();
      if (type === undefined) return { outcome: 'too-large' };
      if (this.partTypes.push(type.mediaType) > MAX_PARTS) return { outcome: 'too-many-parts' };
      if (type.boundary !== undefined) this.boundaries.push(type.boundary);
      if (this.boundaries.length > MAX_NESTING_DEPTH) return { outcome: 'too-deep' };
      // An email in an email begins with headers of its own, which are read as text.
      const isText = type.mediaType.startsWith('text/') && !type.isAttachment;
      if (!this.readContent(isText)) return { outcome: 'too-many-parts' };
    }
    return {
      outcome: 'shortened',
      email: Buffer.concat(this.kept),
      partTypes: this.partTypes,
      isFlowed: this.isFlowed,
    };
  }

  /** Keeps the header fields of a part; undefined if there are too many. */
  private readHeader(): PartType | undefined {
    const start = this.at;
    while (this.at < this.raw.length) {
      const lineStart = this.at;
      this.at = this.nextLine(this.at);
      const isEmpty = this.at - lineStart <= 2 && /^\r?\n$/.test(this.text(lineStart, this.at));
      if (isEmpty) break;
      if (this.headerBytes + this.at - start > MAX_HEADER_BYTES) return undefined;
      if (++this.headerLines > MAX_HEADER_LINES) return undefined;
    }
    this.headerBytes += this.at - start;
    const header = this.text(start, this.at);
    const unflowed = header.replace(FLOWED, '$1fixed');
    this.isFlowed ||= unflowed !== header;
    this.kept.push(Buffer.from(this.options.keepsFlowed ? header : unflowed, 'latin1'));
    return partTypeOf(header);
  }

  /** Keeps the beginning of a text, and goes on to the next part. False if there are too many lines like boundaries. */
  private readContent(isText: boolean): boolean {
    const start = this.at;
    let keptTo = isText ? this.endOfBeginning(start) : start;
    for (let line = start; ; ) {
      const boundary = this.boundaryAt(line);
      if (boundary) {
        keptTo = Math.min(keptTo, line);
        this.textBytes += keptTo - start;
        const end = this.nextLine(line);
        this.boundaries.length = boundary.isEnd ? boundary.depth : boundary.depth + 1;
        this.kept.push(this.raw.subarray(start, keptTo));
        if (keptTo < line) this.kept.push(SEPARATOR);
        this.kept.push(this.raw.subarray(line, end));
        this.at = end;
        // What follows the last part is not shown (RFC 2046, 5.1.1).
        if (!boundary.isEnd) return true;
        return this.skipEpilogue();
      }
      const next = this.raw.indexOf('\n--', line);
      if (next < 0) {
        this.kept.push(this.raw.subarray(start, keptTo));
        this.at = this.raw.length;
        return true;
      }
      if (++this.falseBoundaries > MAX_FALSE_BOUNDARIES) return false;
      line = next + 1;
    }
  }

  private skipEpilogue(): boolean {
    return this.at >= this.raw.length || this.readContent(false);
  }

  /** Where a text's beginning ends, which is all that is read of it. */
  private endOfBeginning(start: number): number {
    const end = Math.min(this.raw.length, start + MAX_TEXT_BYTES - this.textBytes);
    let at = start;
    while (this.textLines < MAX_TEXT_LINES && at < end) {
      at = this.nextLine(at);
      this.textLines++;
    }
    return Math.min(at, end);
  }

  /** The boundary of an open part at the beginning of the line. */
  private boundaryAt(line: number): { depth: number; isEnd: boolean } | undefined {
    if (this.raw[line] !== 0x2d || this.raw[line + 1] !== 0x2d) return undefined;
    const text = this.text(
      line + 2,
      Math.min(this.nextLine(line), line + MAX_BOUNDARY_LENGTH + 8),
    ).trimEnd();
    for (let depth = this.boundaries.length - 1; depth >= 0; depth--) {
      const boundary = this.boundaries[depth];
      if (text === boundary) return { depth, isEnd: false };
      if (text === `${boundary}--`) return { depth, isEnd: true };
    }
    return undefined;
  }

  private nextLine(from: number): number {
    const found = this.raw.indexOf(LINE_FEED, from);
    return found < 0 ? this.raw.length : found + 1;
  }

  private text(from: number, to: number): string {
    return this.raw.toString('latin1', from, to);
  }
}

/** postal-mime would join a quoted line with the line after it, so `joinFlowedLines` does it. */
const FLOWED = /(;\s*format\s*=\s*"?)flowed/gi;

/** Between a text that was cut and the boundary after it. */
const SEPARATOR = Buffer.from('\r\n');

/** RFC 2046, 5.1.1: 70 characters. Some programs write longer ones. */
const MAX_BOUNDARY_LENGTH = 200;

interface PartType {
  /** In lower case; `text/plain` if the part names none (RFC 2045, 5.2). */
  mediaType: string;
  boundary?: string;
  isAttachment: boolean;
}

function partTypeOf(header: string): PartType {
  const unfolded = header.replace(/\r?\n[ \t]+/g, ' ');
  const contentType = /^content-type[ \t]*:(.{0,2000})/im.exec(unfolded)?.[1] ?? '';
  const mediaType = /^\s*([\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100})/
    .exec(contentType)?.[1]
    ?.toLowerCase();
  const isAttachment = /^content-disposition[ \t]*:\s*attachment\b/im.test(unfolded);
  const found = mediaType?.startsWith('multipart/')
    ? /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType)
    : undefined;
  const boundary = (found?.[1] ?? found?.[2])?.trimEnd();
  return { mediaType: mediaType ?? 'text/plain', isAttachment, ...(boundary ? { boundary } : {}) };
}
