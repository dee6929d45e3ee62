import type { FormWording } from './en';

export const de: FormWording = {
  problem: 'Bitte prüfen Sie Ihre Angaben',
  howOften: 'Wie oft',
  hour: 'Uhrzeit der Übersichten',
  timeZone: 'Zeitzone',
  timeZoneHint: 'Eine Stadt wie Berlin oder eine Zone wie Europe/Berlin.',
};
