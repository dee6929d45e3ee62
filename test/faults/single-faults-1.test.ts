import { failuresOfSingleFaults } from './single-faults';

describe('with one fault at any point', () => {
  it('everyone gets exactly the emails they should (part 1 of 2)', async () => {
    expect(await failuresOfSingleFaults(0, Number(process.env.FAULT_PARTS ?? 2))).toEqual([]);
  });
});
