import type { FrequenciesWording } from './en';

export const es: FrequenciesWording = {
  frequencies: {
    instant: {
      label: 'Al instante',
      hint: 'un correo enseguida',
      sent: 'en cuanto se publiquen',
    },
    daily: { label: 'Diaria', hint: 'un resumen al día', sent: 'en un resumen diario' },
    weekly: { label: 'Semanal', hint: 'un resumen a la semana', sent: 'en un resumen semanal' },
    monthly: { label: 'Mensual', hint: 'un resumen al mes', sent: 'en un resumen mensual' },
  },
  digests: { daily: 'Resumen diario', weekly: 'Resumen semanal', monthly: 'Resumen mensual' },
};
