import { checkFollowForm, type FollowForm } from '../../lambdas/use-cases/check-follow-form';

const DEFAULTS = { timeZone: 'Europe/Berlin', hour: 7, language: 'en' } as const;

describe('the form that follows topics', () => {
  const read = (fields: Partial<FollowForm>) => {
    const form = {
      email: 'ann@example.org',
      expressions: ['Gaza'],
      frequency: 'daily',
      timeZone: '',
      hour: '',
      ...fields,
    };
    const checked = checkFollowForm(form, DEFAULTS);
    if (checked.outcome === 'refused') throw new Error(JSON.stringify(checked.errors));
    const { timeZone, hour, chosen = [] } = checked.follow;
    return { timeZone, hour, chosen };
  };

  it('counts the hour and time zone that someone fills in as chosen', () => {
    expect(read({ timeZone: 'paris', hour: '18' })).toEqual({
      timeZone: 'Europe/Paris',
      hour: 18,
      chosen: ['hour', 'timeZone'],
    });
  });

  it('counts neither as chosen if it is empty, or the site had filled it in', () => {
    const defaults = { timeZone: 'Europe/Berlin', hour: 7, chosen: [] };
    expect(read({})).toEqual(defaults);
    expect(read({ timeZone: 'Europe/Berlin', hour: '7', isPrefilled: true })).toEqual(defaults);
  });

  it('counts the default as chosen if the form did not contain it', () => {
    expect(read({ timeZone: 'Europe/Berlin', hour: '7' }).chosen).toEqual(['hour', 'timeZone']);
  });

  describe('with a time zone that the browser filled in', () => {
    const guessed = { isPrefilled: true, guessedTimeZone: 'America/Lima', hour: '7' };

    it('uses it without counting it as chosen', () => {
      expect(read({ ...guessed, timeZone: 'America/Lima' })).toEqual({
        timeZone: 'America/Lima',
        hour: 7,
        chosen: [],
      });
    });

    it('counts another one as chosen', () => {
      expect(read({ ...guessed, timeZone: 'Asia/Tokyo' })).toMatchObject({
        timeZone: 'Asia/Tokyo',
        chosen: ['timeZone'],
      });
    });

    it('counts only an hour that was changed beside it', () => {
      const changed = { ...guessed, timeZone: 'America/Lima', hour: '9' };
      expect(read(changed).chosen).toEqual(['hour']);
    });

    it('ignores what the browser guessed if the field is empty', () => {
      expect(read({ ...guessed, timeZone: '' })).toMatchObject({
        timeZone: 'Europe/Berlin',
        chosen: [],
      });
    });
  });
});
