import {
  type SuppressAddressDependencies,
  suppressAddress,
  unsuppressAddress,
} from '../../lambdas/use-cases/suppress-address';

/** Records each change as `here + ann@example.org request`. */
function aService(overrides: Partial<SuppressAddressDependencies> = {}) {
  const changes: string[] = [];
  const dependencies: SuppressAddressDependencies = {
    findAddress: async () => ({}),
    suppress: async (address, reason, _at, why) => {
      changes.push(`here + ${address} ${reason} ${why}`);
    },
    unsuppress: async (address, _at, why) => {
      changes.push(`here - ${address} ${why}`);
      return true;
    },
    suppressionList: {
      add: async (address, reason) => void changes.push(`SES + ${address} ${reason}`),
      remove: async (address) => {
        changes.push(`SES - ${address}`);
        return false;
      },
    },
    now: () => '2026-12-02T12:00:00.000Z',
    ...overrides,
  };
  return { changes, dependencies };
}

describe('suppressing an address', () => {
  it('stops our emails first, then those of the whole account', async () => {
    const { changes, dependencies } = aService();
    await suppressAddress(dependencies)(' Ann@Example.org ', 'by phone');
    expect(changes).toEqual([
      'here + Ann@example.org request by phone',
      'SES + Ann@example.org request',
    ]);
  });

  it('puts an address that bounced on SES’s list for that reason', async () => {
    const { changes, dependencies } = aService({
      findAddress: async () => ({ suppressed: 'bounce' }),
    });
    const outcome = await suppressAddress(dependencies)('ann@example.org', 'again');
    expect(outcome).toEqual({ outcome: 'already-suppressed', reason: 'bounce' });
    expect(changes.at(-1)).toBe('SES + ann@example.org bounce');
  });

  it('refuses what is no address', async () => {
    const { changes, dependencies } = aService();
    expect(await suppressAddress(dependencies)('ann', 'why')).toMatchObject({ outcome: 'refused' });
    expect(await unsuppressAddress(dependencies)('ann', 'why')).toMatchObject({
      outcome: 'refused',
    });
    expect(changes).toEqual([]);
  });
});

it('unsuppressing an address takes it off SES’s list before we send to it again', async () => {
  const { changes, dependencies } = aService();
  expect(await unsuppressAddress(dependencies)('ann@example.org', 'asked again')).toEqual({
    outcome: 'unsuppressed',
    onList: false,
  });
  expect(changes).toEqual(['SES - ann@example.org', 'here - ann@example.org asked again']);
});
