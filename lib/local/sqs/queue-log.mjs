import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';

/** Only the owner can read the file: SES events in it contain email addresses. */
const PRIVATE_FILE = 0o600;

/** The file is compacted when it has grown by this much. */
const MAX_GROWTH_BYTES = 8 * 1024 * 1024;

/** The file can't be used. The message names it and says what to do. */
export class QueueLogError extends Error {
  name = 'QueueLogError';
}

/**
 * Stores the messages of the queues in a file: a JSON line for each message that is added to a
 * queue or removed, written before the client gets its response. So messages survive even
 * `kill -9`, as they do in SQS.
 */
export class QueueLog {
  /** A sentence about an incomplete last line that was dropped. */
  note;
  /** Entries by message id. */
  #entries;
  #file;
  #descriptor;
  #compactedSize = 0;

  /** @throws QueueLogError if the file is damaged or can't be written. */
  constructor(file) {
    this.#file = file;
    const { entries, note } = readLog(file);
    this.#entries = entries;
    this.note = note;
    try {
      this.#compact();
    } catch (error) {
      throw new QueueLogError(`${file} can't be written: ${error.message}.`, { cause: error });
    }
  }

  messagesIn(queueName) {
    return [...this.#entries.values()]
      .filter((entry) => entry.queueName === queueName)
      .map(({ message }) => message);
  }

  /** @throws Error if it can't be written; the log is then unchanged. */
  add(queueName, message) {
    this.#append({ queueName, message });
    this.#entries.set(message.messageId, { queueName, message });
  }

  /** @throws Error if it can't be written; the log is then unchanged. */
  remove(messageId) {
    this.#append({ removed: messageId });
    this.#entries.delete(messageId);
  }

  #append(entry) {
    const { size } = fstatSync(this.#descriptor);
    if (size - this.#compactedSize > MAX_GROWTH_BYTES) {
      this.#compact();
      return this.#append(entry);
    }
    try {
      writeWhole(this.#descriptor, Buffer.from(toLine(entry)));
    } catch (error) {
      // A full disk may take half a line. Cut off what was written, so that the next entry starts
      // on a new line.
      ftruncateSync(this.#descriptor, size);
      throw error;
    }
  }

  /** Writes a new file with the current messages only, and replaces the old one at once. */
  #compact() {
    const newFile = `${this.#file}.new`;
    const lines = [...this.#entries.values()].map(toLine);
    writeFileSync(newFile, lines.join(''), { mode: PRIVATE_FILE });
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    renameSync(newFile, this.#file);
    this.#descriptor = openSync(this.#file, 'a');
    this.#compactedSize = fstatSync(this.#descriptor).size;
  }
}

/** A write to a nearly full disk can stop halfway without an error. */
function writeWhole(descriptor, buffer) {
  for (let written = 0; written < buffer.length; ) {
    written += writeSync(descriptor, buffer, written);
  }
}

function toLine(entry) {
  return `${JSON.stringify(entry)}\n`;
}

function readLog(file) {
  const entries = new Map();
  const lines = readIfExists(file).split('\n');
  // A whole file ends with a line break, so nothing follows the last one.
  const lastLine = lines.pop();
  lines.forEach((line, index) => {
    if (line !== '') applyEntry(entries, parseLine(line, file, index + 1));
  });
  if (lastLine === '') return { entries };
  if (!isJson(lastLine)) {
    const note =
      `Dropped the incomplete last line of ${file}, which a crash or a full disk left. ` +
      'Its sender got no confirmation.';
    return { entries, note };
  }
  applyEntry(entries, parseLine(lastLine, file, lines.length + 1));
  return { entries };
}

function readIfExists(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw new QueueLogError(`${file} can't be read: ${error.message}.`, { cause: error });
  }
}

function isJson(line) {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function parseLine(line, file, number) {
  const entry = isJson(line) ? JSON.parse(line) : undefined;
  if (typeof entry?.removed === 'string') return entry;
  if (typeof entry?.queueName === 'string' && typeof entry.message?.messageId === 'string') {
    return entry;
  }
  throw new QueueLogError(
    `Line ${number} of ${file} is damaged: it isn't a message of a queue. Delete that line to ` +
      'start without the message, or delete the file to start with empty queues.',
  );
}

function applyEntry(entries, { queueName, message, removed }) {
  if (removed === undefined) entries.set(message.messageId, { queueName, message });
  else entries.delete(removed);
}
