import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { MAX_EMAIL_BYTES } from '../../domain/email-commands/email-limit';

export type FoundEmail =
  | { outcome: 'found'; raw: Buffer }
  /** It has expired, or never existed. */
  | { outcome: 'missing' }
  | { outcome: 'too-large' };

/** The received emails, as SES stored them. */
export class RawEmails {
  private readonly client: S3Client;

  /** @param region where the bucket is: SES can't receive email in every region. */
  constructor(
    private readonly bucket: string,
    region: string,
  ) {
    this.client = new S3Client({ region });
  }

  /** Reads an email of at most `MAX_EMAIL_BYTES`. Throws errors of S3, which are retryable. */
  readonly read = async (key: string): Promise<FoundEmail> => {
    try {
      const { Body, ContentLength = 0 } = await this.client.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: key }),
      );
      if (Body === undefined) return { outcome: 'missing' };
      if (ContentLength > MAX_EMAIL_BYTES) {
        await Body.transformToWebStream().cancel();
        return { outcome: 'too-large' };
      }
      return { outcome: 'found', raw: Buffer.from(await Body.transformToByteArray()) };
    } catch (error) {
      if (error instanceof NoSuchKey) return { outcome: 'missing' };
      throw error;
    }
  };
}
