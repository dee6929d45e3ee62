import { requestedSchedule } from '../../lambdas/domain/requested-schedule';
import { aFollowRequest } from '../support/follow-requests';

const request = aFollowRequest({ frequency: 'daily', hour: 21, timeZone: 'Asia/Tokyo' });
const own = { hour: 6, timeZone: 'Europe/London' };

describe('the schedule after a request', () => {
  it('is that of the form for someone new', () => {
    expect(requestedSchedule(request)).toEqual({ hour: 21, timeZone: 'Asia/Tokyo' });
  });

  it('stays the subscriber’s own, but for what they chose', () => {
    expect(requestedSchedule(request, own)).toEqual(own);
    expect(requestedSchedule({ ...request, chosen: ['hour'] }, own)).toEqual({
      hour: 21,
      timeZone: 'Europe/London',
    });
  });
});
