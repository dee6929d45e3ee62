import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';

/** Bytes by which the file may grow before it is written anew with what is left. */
const GROWTH_LIMIT = 8 * 1024 * 1024;

/**
 * What lies in the queues, kept in a file: a line for each message that is put into a queue and
 * one for each that is removed, written before the caller is told. So a message that was taken
 * outlives even `kill -9`, as SQS's own do.
 */
export class KeptQueues {
  constructor(file) {
    this.file = file;
    /** By message id: its queue's name, and itself. */
    this.kept = readKept(file);
    this.writeAnew();
  }

  /** Puts what was kept for the queue into it, and keeps what lies in it from now on. */
  keep(queue) {
    const enqueue = queue.enqueue.bind(queue);
    const deleteMessage = queue.deleteMessage.bind(queue);
    for (const { queueName, message } of this.kept.values()) {
      if (queueName === queue.name) enqueue(message);
    }
    queue.enqueue = (message) => {
      this.append({ queueName: queue.name, message });
      this.kept.set(message.messageId, { queueName: queue.name, message });
      enqueue(message);
    };
    queue.deleteMessage = (receiptHandle) => {
      const { messageId } = queue.inflightMessages.get(receiptHandle)?.message ?? {};
      if (messageId !== undefined) {
        this.append({ removed: messageId });
        this.kept.delete(messageId);
      }
      return deleteMessage(receiptHandle);
    };
  }

  append(entry) {
    if (this.growth > GROWTH_LIMIT) this.writeAnew();
    this.growth += writeSync(this.opened, `${JSON.stringify(entry)}\n`);
  }

  /** The file is whole at any time: it is replaced at once. */
  writeAnew() {
    const lines = [...this.kept.values()].map((entry) => `${JSON.stringify(entry)}\n`);
    writeFileSync(`${this.file}.new`, lines.join(''));
    if (this.opened !== undefined) closeSync(this.opened);
    renameSync(`${this.file}.new`, this.file);
    this.opened = openSync(this.file, 'a');
    this.growth = 0;
  }
}

function readKept(file) {
  const kept = new Map();
  for (const line of linesOf(file)) {
    const { queueName, message, removed } = entryOf(line);
    if (removed !== undefined) kept.delete(removed);
    // All tries lie before it again: it may have failed only because everything was ending.
    if (message) {
      kept.set(message.messageId, {
        queueName,
        message: { ...message, approximateReceiveCount: 0 },
      });
    }
  }
  return kept;
}

function linesOf(file) {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** The last line may have been cut off: whoever sent that message was not told that it was taken. */
function entryOf(line) {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
