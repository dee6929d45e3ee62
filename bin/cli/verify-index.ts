import type { Output } from './output';
import type { Service } from './service';

/** Compares the index with the topics. Each fault is an error of the command. */
export async function verifyIndex(service: Service, output: Output): Promise<void> {
  await checkIndex(service, output, false);
}

/** Compares the index with the topics, and repairs what differs. */
export async function rebuildIndex(service: Service, output: Output): Promise<void> {
  await checkIndex(service, output, true);
}

async function checkIndex(service: Service, output: Output, repair: boolean): Promise<void> {
  const total = { topics: 0, entries: 0, faults: 0, repaired: repair };
  let startAfter: string | undefined;
  do {
    const path = repair ? '/api/topics/rebuild' : '/api/topics/verify';
    const part = await service.call(path, { startAfter });
    total.topics += part.topics;
    total.entries += part.entries;
    total.faults += part.faults.length;
    for (const { fault, expression, term } of part.faults) {
      const sentence = `${fault}: ${expression}${term === undefined ? '' : ` under ${term}`}`;
      if (repair) output.info(sentence);
      else output.error(sentence);
    }
    startAfter = part.next;
  } while (startAfter !== undefined);
  const found =
    total.faults === 0 ? 'no faults' : `${total.faults} faults${repair ? ', repaired' : ''}`;
  output.result(`${total.topics} topics, ${total.entries} entries: ${found}.`, total);
}
