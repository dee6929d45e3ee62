import { plural } from '../plural';
import type { BriefingsWording } from './en';

export const de: BriefingsWording = {
  count: (count) => plural('de', count, { one: '# Meldung', other: '# Meldungen' }),
};
