import type { ReadToken, SignLink } from '../domain/link';
import type { FormAge } from '../domain/sign-up-guard';

/** The signed times in forms, which say when a form was made. */
export class FormStamps {
  constructor(
    private readonly links: { sign: SignLink; read: ReadToken },
    private readonly now: () => string,
  ) {}

  /**
   * A new one; or `earlier` if it is still valid, so that someone who sends a form again need not wait
   * again.
   */
  readonly stampForm = async (earlier = ''): Promise<string> => {
    const read = await this.links.read('form', earlier);
    return read.outcome === 'read' ? earlier : this.links.sign('form', {});
  };

  /** Unknown if there is no valid time in it, or one that is more than a day old. */
  readonly formAge = async (stamp: string): Promise<FormAge> => {
    const read = await this.links.read('form', stamp);
    if (read.outcome !== 'read') return { outcome: 'unknown' };
    return { outcome: 'made', agoMs: Date.parse(this.now()) - Date.parse(read.issuedAt) };
  };
}
