import { plural } from '../plural';
import type { BriefingsWording } from './en';

export const es: BriefingsWording = {
  count: (count) =>
    plural('es', count, { one: '# noticia', many: '# de noticias', other: '# noticias' }),
};
