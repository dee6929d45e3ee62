/** What a command prints: results on standard output, all else on standard error. */
export interface Output {
  /** A result: the sentence, or with `--json` the object on a line. */
  result(sentence: string, object: unknown): void;
  /** What a person should know that is no result. */
  tell(sentence: string): void;
}

export function terminalOutput(json: boolean): Output {
  return {
    result: (sentence, object) => {
      process.stdout.write(`${json ? JSON.stringify(object) : sentence}\n`);
    },
    tell: (sentence) => {
      process.stderr.write(`${sentence}\n`);
    },
  };
}
