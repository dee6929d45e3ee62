import type { Output } from '../../bin/cli/output';
import type { Service } from '../../bin/cli/service';
import { verifyIndex } from '../../bin/cli/verify-index';

it.each([
  [1, 1, '1 topic, 1 entry: no faults.'],
  [2, 3, '2 topics, 3 entries: no faults.'],
])('the check of the index counts %i topics and %i entries', async (topics, entries, line) => {
  const lines: string[] = [];
  const service = { call: async () => ({ topics, entries, faults: [] }) };
  const output = { result: (text: string) => lines.push(text) };
  await verifyIndex(service as unknown as Service, output as unknown as Output);
  expect(lines).toEqual([line]);
});
