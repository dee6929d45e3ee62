import type { FormWording } from './en';

export const fr: FormWording = {
  problem: 'Il y a un problème',
  howOften: 'À quelle fréquence',
  hour: 'Heure d’envoi des récapitulatifs',
  timeZone: 'Fuseau horaire',
  timeZoneHint: 'Une ville, par exemple Paris, ou un fuseau, par exemple Europe/Paris.',
};
