import { toTextRuns } from '../text-runs';

/** A sentence of the wording. What was inserted with `isolate` becomes a `<bdi>`. */
export function Sentence({ text }: { text: string }) {
  return <>{toTextRuns(text).map((run) => (run.isolated ? <bdi>{run.text}</bdi> : run.text))}</>;
}
