import type { FormWording } from './en';

export const es: FormWording = {
  problem: 'Hay un problema',
  howOften: 'Con qué frecuencia',
  hour: 'Hora de envío de los resúmenes',
  timeZone: 'Zona horaria',
  timeZoneHint: 'Una ciudad, como Madrid, o una zona, como Europe/Madrid.',
};
