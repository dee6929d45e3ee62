import { failuresOfRandomSchedules } from './random-schedules';

describe('with several random faults', () => {
  it('everyone gets exactly the emails they should (part 2 of 2)', async () => {
    expect(await failuresOfRandomSchedules(1, 2)).toEqual([]);
  });
});
