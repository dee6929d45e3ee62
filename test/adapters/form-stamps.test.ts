import { FormStamps } from '../../lambdas/adapters/form-stamps';
import { SignedLinks } from '../../lambdas/adapters/signed-links';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = Date.parse('2026-12-02T12:00:00.000Z');
const DAY_MS = 86_400_000;

describe('the signed time in a form', () => {
  let adapters: Adapters;
  let nowMs: number;
  let stamps: FormStamps;
  let links: SignedLinks;
  beforeEach(async () => {
    adapters = await makeAdapters();
    nowMs = NOON;
    const now = () => new Date(nowMs).toISOString();
    links = new SignedLinks(adapters.client, adapters.name('Subscribers'), now);
    stamps = new FormStamps(links, now);
  });
  afterEach(() => adapters.remove());

  it('says for a day how long ago the form was made', async () => {
    const stamp = await stamps.stampForm();
    nowMs = NOON + 2_345;
    expect(await stamps.formAge(stamp)).toEqual({ outcome: 'made', agoMs: 2_345 });
    nowMs = NOON + DAY_MS + 1_000;
    expect(await stamps.formAge(stamp)).toEqual({ outcome: 'unknown' });
  });

  it('cannot be made up', async () => {
    const manage = await links.sign('manage', { sub: 'ann' });
    for (const stamp of ['', 'x', String(NOON), manage]) {
      expect(await stamps.formAge(stamp)).toEqual({ outcome: 'unknown' });
    }
  });

  it('stays when the form is shown again, as long as it is valid', async () => {
    const stamp = await stamps.stampForm();
    nowMs = NOON + 5_000;
    expect(await stamps.stampForm(stamp)).toBe(stamp);
    nowMs = NOON + DAY_MS + 1_000;
    expect(await stamps.stampForm(stamp)).not.toBe(stamp);
    expect(await stamps.stampForm('forged')).not.toBe('forged');
  });
});
