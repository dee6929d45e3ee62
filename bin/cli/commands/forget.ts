import type { Command } from 'commander';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

export function register(program: Command, { withService }: Actions): void {
  program
    .command('forget')
    .description('erase everything stored about a subscriber')
    .argument('<email>')
    .action(withService((service, output, email: string) => forget(service, output, email)));
}

async function forget(service: Service, output: Output, email: string): Promise<void> {
  const reply = await service.call('/api/subscribers/forget', { email });
  const sentence = `${email} is forgotten: its address, topics and consent are erased.`;
  output.result(sentence, { email, ...reply });
}
