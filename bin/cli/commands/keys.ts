import type { Command } from 'commander';
import type { ApiReply } from '../../../lambdas/handlers/operate/api';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

type Key = ApiReply<'/api/keys/list'>['keys'][number];

export function register(program: Command, { withService }: Actions): void {
  const keys = program.command('keys').description('show and change the keys that sign links');
  keys
    .command('list', { isDefault: true })
    .description('list the keys, oldest first, without their secrets')
    .action(withService(listKeys));
  keys
    .command('rotate')
    .description('sign new links with a new key; the links in old emails still work')
    .option(
      '--revoke',
      'refuse the links of all former keys, because others may know them; only unsubscribe links still work',
      false,
    )
    .action(
      withService((service, output, { revoke }: { revoke: boolean }) =>
        rotateKeys(service, output, revoke),
      ),
    );
}

async function listKeys(service: Service, output: Output): Promise<void> {
  const { keys } = await service.call('/api/keys/list', {});
  print(keys, output);
}

async function rotateKeys(service: Service, output: Output, revoke: boolean): Promise<void> {
  const { keys } = await service.call('/api/keys/rotate', { revoke });
  print(keys, output);
  output.info(
    revoke
      ? 'Within two minutes, links signed with the former keys only work for unsubscribing. Anyone who opens another old link is offered a new one by email.'
      : 'Within two minutes, all new links are signed with the new key. All former links still work.',
  );
}

function print(keys: Key[], output: Output): void {
  for (const key of keys) {
    const { kid = '(unnamed)', madeAt, revokedAt, signs } = key;
    const state = signs ? 'signs' : revokedAt === undefined ? 'works' : `revoked ${revokedAt}`;
    output.result(`${kid.padEnd(9)}  ${madeAt}  ${state}`, key);
  }
}
