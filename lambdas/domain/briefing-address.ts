import { MAX_ID_LENGTH } from './submission';

/** What a person pasted to name a briefing. */
export type ReadBriefingAddress =
  /** Our page of the briefing. */
  | { outcome: 'page'; briefingId: string }
  /** The briefing's own address, in normal form and without fragment. */
  | { outcome: 'url'; url: string }
  | { outcome: 'unreadable' };

const MAX_PASTED_LENGTH = 2_000;

/**
 * Reads the address of a briefing: that of its page on this site, or its own. An address without
 * `https://` is understood, as browsers show it so.
 */
export function readBriefingAddress(text: string, siteUrl: string): ReadBriefingAddress {
  const pasted = text.trim();
  if (pasted === '' || pasted.length > MAX_PASTED_LENGTH || /\s/.test(pasted)) {
    return { outcome: 'unreadable' };
  }
  const url = parse(pasted) ?? parse(`https://${pasted}`);
  if (url === undefined) return { outcome: 'unreadable' };
  const id = /^\/briefings\/([^/]+)\/?$/.exec(url.pathname)?.[1];
  if (id !== undefined && url.host === new URL(siteUrl).host) {
    const briefingId = decode(id);
    return briefingId === undefined || briefingId.length > MAX_ID_LENGTH
      ? { outcome: 'unreadable' }
      : { outcome: 'page', briefingId };
  }
  return { outcome: 'url', url: url.href };
}

function parse(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  // A single word is not an address.
  if (!url.hostname.includes('.') && url.hostname !== 'localhost') return undefined;
  url.hash = '';
  return url;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Whether a briefing's url is the one that was read, ignoring its fragment and scheme. */
export function isSameAddress(url: string, read: string): boolean {
  return URL.canParse(url) && withoutScheme(new URL(url)) === withoutScheme(new URL(read));
}

function withoutScheme({ host, pathname, search }: URL): string {
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}${search}`;
}
