import type { ApiReply } from '../../lambdas/handlers/operate/api';
import type { Output } from './output';
import type { Service } from './service';

type IndexFault = ApiReply<'/api/topics/verify'>['faults'][number];

/** Compares the index with the topics. Each fault is an error of the command. */
export async function verifyIndex(service: Service, output: Output): Promise<void> {
  await checkIndex(service, output, false);
}

/** Compares the index with the topics, and repairs what differs. */
export async function rebuildIndex(service: Service, output: Output): Promise<void> {
  await checkIndex(service, output, true);
}

async function checkIndex(service: Service, output: Output, repair: boolean): Promise<void> {
  const total = { topics: 0, entries: 0, faults: 0, repaired: 0 };
  let startAfter: string | undefined;
  do {
    const path = repair ? '/api/topics/rebuild' : '/api/topics/verify';
    const page = await service.call(path, { startAfter });
    total.topics += page.topics;
    total.entries += page.entries;
    for (const fault of page.faults) {
      const repaired = repair && isRepairable(fault);
      total.faults += 1;
      total.repaired += repaired ? 1 : 0;
      if (repaired) output.info(describeFault(fault));
      else output.error(describeFault(fault));
    }
    startAfter = page.next;
  } while (startAfter !== undefined);
  const topics = total.topics === 1 ? '1 topic' : `${total.topics} topics`;
  const entries = total.entries === 1 ? '1 entry' : `${total.entries} entries`;
  output.result(`${topics}, ${entries}: ${summary(total)}.`, total);
}

/** Only a new version or the subscriber can do something about an expression that is refused. */
const isRepairable = ({ fault }: IndexFault): boolean => fault !== 'unreadable';

function describeFault(fault: IndexFault): string {
  const { expression } = fault;
  switch (fault.fault) {
    case 'missing':
    case 'stale':
      return `${fault.fault}: ${expression} under ${fault.term}`;
    case 'misplaced':
      return `misplaced: ${expression} under ${fault.anchors.join(' ')}`;
    case 'unreadable':
      return `unreadable: ${expression}. ${fault.reason}`;
    default:
      return fault satisfies never;
  }
}

function summary({ faults, repaired }: { faults: number; repaired: number }): string {
  if (faults === 0) return 'no faults';
  const counted = faults === 1 ? '1 fault' : `${faults} faults`;
  return repaired > 0 ? `${counted}, ${repaired} repaired` : counted;
}
