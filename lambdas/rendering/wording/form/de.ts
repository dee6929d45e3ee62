import type { FormWording } from './en';

export const de: FormWording = {
  problem: 'Bitte prüfen Sie Ihre Angaben',
  howOften: 'Wie oft',
  hour: 'Uhrzeit der Übersichten',
  timeZone: 'Zeitzone',
};
