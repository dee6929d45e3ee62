import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Briefing } from '../briefing';

/** What only newsletter issues have. It is large, and says the same several times over. */
export type IssueTexts = Pick<Briefing, 'markdown' | 'issue' | 'bodyHtml'>;

type PackedTexts = { [Name in keyof IssueTexts]: IssueTexts[Name] | undefined };

/** Of 0 to 11. Higher levels take several times as long for a few per cent. */
const QUALITY = 5;
/** No issue is larger, so that a broken item cannot fill the memory. */
const MAX_UNPACKED_BYTES = 8_000_000;

/** The texts of an issue in about a tenth of their bytes, so that a long one fits into an item of DynamoDB. */
export function packIssue({ markdown, issue, bodyHtml }: PackedTexts): Uint8Array {
  const json = Buffer.from(JSON.stringify({ markdown, issue, bodyHtml }));
  return brotliCompressSync(json, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: json.length,
    },
  });
}

/** @throws Error if the bytes are not from {@link packIssue}. */
export function unpackIssue(packed: Uint8Array): IssueTexts {
  const json = brotliDecompressSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
  return JSON.parse(json.toString('utf8')) as IssueTexts;
}
