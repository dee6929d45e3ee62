import type { SiteWording } from './en';

export const de: SiteWording = {
  skip: 'Zum Hauptinhalt springen',
  navigation: 'Website',
  follow: 'Einem Thema folgen',
  onlyForBriefings:
    'Wir verwenden Ihre E-Mail-Adresse nur, um Ihnen die gewünschten Meldungen zu senden.',
  archive: 'Archiv',
  languages: 'Sprachen',
  privacy: 'Datenschutz',
};
