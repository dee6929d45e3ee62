import { plural } from '../plural';
import type { BriefingsWording } from './en';

export const fr: BriefingsWording = {
  count: (count) =>
    plural('fr', count, { one: '# dépêche', many: '# de dépêches', other: '# dépêches' }),
};
