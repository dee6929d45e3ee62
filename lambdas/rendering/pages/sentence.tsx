import { ISOLATE_END, ISOLATE_START } from '../isolate';

const ISOLATED = new RegExp(`${ISOLATE_START}([^${ISOLATE_END}]*)${ISOLATE_END}`);

/** A sentence of the wording. What was put in with `isolate` becomes a `<bdi>`. */
export function Sentence({ text }: { text: string }) {
  // With a group in the pattern, `split` returns the isolated texts at the odd places.
  return (
    <>{text.split(ISOLATED).map((part, index) => (index % 2 === 1 ? <bdi>{part}</bdi> : part))}</>
  );
}
