import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Logo } from '../lambdas/environment';

/** The directory that logo files are relative to. */
const ROOT = path.join(__dirname, '..');

const MAX_LOGO_BYTES = 20_000;

/**
 * The largest size at which a logo is shown, in CSS pixels: it fits the narrowest phone and the masthead.
 */
const MAX_WIDTH = 280;
const MAX_HEIGHT = 64;

type Size = Pick<Logo, 'width' | 'height'>;

type ReadLogo = { outcome: 'read'; logo: Logo } | { outcome: 'refused'; reason: string };

const refused = (reason: string): ReadLogo => ({ outcome: 'refused', reason });

/** Reads and checks the picture. `file` is relative to the repository. */
export function readLogoFile(file: string): ReadLogo {
  // The path becomes part of a shell command when the function is bundled.
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(file))
    return refused(
      'must have a logo that names a file in the repository, of letters, digits, ".", "-", "_" and "/", such as brand/logo.png',
    );
  const source = path.join(ROOT, file);
  if (!existsSync(source)) return refused(`must have a logo that exists, and there is no ${file}`);
  const bytes = readFileSync(source);
  if (bytes.length > MAX_LOGO_BYTES)
    return refused(`must have a logo of at most ${MAX_LOGO_BYTES} bytes, and ${file} is larger`);
  const picture = pngOf(bytes) ?? svgOf(bytes.toString('utf8'));
  if (picture === undefined)
    return refused(
      'must have a logo that is a PNG, or an SVG with a size and without scripts, event handlers and links to other files',
    );
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const { type, size } = picture;
  const ending = type === 'image/png' ? 'png' : 'svg';
  return {
    outcome: 'read',
    logo: { file, path: `/assets/logo-${hash}.${ending}`, type, ...shownSize(size) },
  };
}

interface Picture {
  type: Logo['type'];
  size: Size;
}

/** https://www.w3.org/TR/png-3/: the signature, then the IHDR chunk with the size. */
function pngOf(bytes: Buffer): Picture | undefined {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(signature)) return undefined;
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  return size.width > 0 && size.height > 0 ? { type: 'image/png', size } : undefined;
}

/** What an SVG must not have: a browser that opens the file itself would run or load it. */
const UNSAFE_SVG =
  /<\s*(?:script|foreignObject|iframe|use|image|a|animate|set|style)\b|<!(?:ENTITY|DOCTYPE)|<\?xml-stylesheet|\son\w+\s*=|(?:href|src)\s*=|url\(\s*['"]?(?!#)/i;

function svgOf(text: string): Picture | undefined {
  const root = /<svg\b[^>]*>/i.exec(text)?.[0];
  if (root === undefined || UNSAFE_SVG.test(text)) return undefined;
  const length = (name: string) =>
    Number(new RegExp(`\\s${name}=["']([\\d.]+)(?:px)?["']`, 'i').exec(root)?.[1] ?? 0);
  const box = /\sviewBox=["'][\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)["']/i.exec(root);
  const size = {
    width: length('width') || Number(box?.[1] ?? 0),
    height: length('height') || Number(box?.[2] ?? 0),
  };
  return size.width > 0 && size.height > 0 ? { type: 'image/svg+xml', size } : undefined;
}

/** Never larger than the picture itself. */
function shownSize({ width, height }: Size): Size {
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
