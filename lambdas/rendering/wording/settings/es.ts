import type { SettingsWording } from './en';

export const es: SettingsWording = {
  schedule: {
    heading: 'Cuándo enviar los resúmenes',
    hour: 'Enviar los resúmenes a las',
    timeZone: 'Zona horaria',
    weekday: 'Resumen semanal el',
    monthDay: 'Resumen mensual',
    firstWorkingDay: 'El primer día laborable',
    dayOfMonth: (day) => `El día ${day} del mes`,
  },
  alerts: {
    heading: 'Cuántas alertas y cuándo',
    quietHint:
      'Las alertas de sus horas de silencio llegan juntas en un solo correo cuando estas terminan.',
    quietFrom: 'Horas de silencio desde',
    quietTo: 'hasta',
    noQuietHours: 'Sin horas de silencio',
    maxPerDay: 'Máximo de alertas al día',
    maxPerDayHint:
      'Las demás llegan juntas en un solo correo a la mañana siguiente. Deje el campo vacío para no fijar un límite propio.',
  },
  language: {
    heading: 'Idioma',
    label: 'Idioma de sus correos y páginas',
  },
  save: 'Guardar los ajustes',
  muted: {
    heading: 'Historias de las que no quiere saber más',
    none: 'Ninguna. Cada alerta incluye un enlace «Nada más sobre esta historia».',
    mutedAt: (time) => `Desde el ${time}`,
    unmute: 'Volver a recibirla',
    unmuteStory: (title) => `Volver a recibirla: «${title}»`,
  },
  notices: {
    saved: 'Sus ajustes se han guardado.',
    unmuted: (title) => `Volverá a recibir noticias sobre «${title}».`,
    notMuted: 'Esa historia no está silenciada.',
  },
  mute: {
    title: '¿Nada más sobre esta historia?',
    lead: (title) => `No le enviaremos nada más sobre «${title}» ni sobre lo que siga.`,
    gone: 'No le enviaremos nada más sobre esta historia ni sobre lo que siga.',
    keepsTopics: 'Seguirá usted recibiendo sus temas.',
    button: 'Nada más sobre esta historia',
    mutedTitle: 'Nada más sobre esta historia',
    muted: (title) => `No recibirá nada más sobre «${title}».`,
    undo: 'Deshacer: volver a recibirla',
    unmutedTitle: 'Vuelve a recibir esta historia',
    unmuted: (title) => `Volveremos a enviarle noticias sobre «${title}».`,
    unknownTitle: 'Esta noticia ya no existe',
    unknown: 'No hay nada que silenciar.',
  },
};
