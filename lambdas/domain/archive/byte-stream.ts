const INITIAL_BYTES = 4_096;
/** A byte of a pair that says that both numbers follow as varints. */
const LONG_PAIR = 0xf0;

/** Writes numbers and texts one after the other. */
export class ByteWriter {
  private bytes = new Uint8Array(INITIAL_BYTES);
  private length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) {
      const longer = new Uint8Array(this.bytes.length * 2);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    this.bytes[this.length++] = value;
  }

  /** An unsigned number, 7 bits per byte, the lowest first. */
  varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Two small numbers, usually in one byte. */
  pair(first: number, second: number): void {
    if (first < 15 && second < 16) {
      this.byte((first << 4) | second);
      return;
    }
    this.byte(LONG_PAIR);
    this.varint(first);
    this.varint(second);
  }

  append(bytes: Uint8Array): void {
    for (const byte of bytes) this.byte(byte);
  }

  text(text: string): void {
    const bytes = Buffer.from(text);
    this.varint(bytes.length);
    this.append(bytes);
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** Reads what a {@link ByteWriter} wrote, in the same order. */
export class ByteReader {
  /** The second number of the pair that was read last. */
  second = 0;

  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  /** Returns the first number of a pair. The other one is in `second`: this saves an object per word. */
  pair(): number {
    const byte = this.byte();
    if (byte !== LONG_PAIR) {
      this.second = byte & 15;
      return byte >> 4;
    }
    const first = this.varint();
    this.second = this.varint();
    return first;
  }

  text(): string {
    const length = this.varint();
    const start = this.at;
    this.at += length;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, length).toString();
  }
}
