import type { RequestsWording } from './en';

export const de: RequestsWording = {
  foreign: {
    title: 'Dieses Formular kam von einer anderen Website',
    lead: 'Zu Ihrer Sicherheit nehmen wir nur Formulare unserer eigenen Seiten an. Öffnen Sie unsere Seite und versuchen Sie es noch einmal.',
  },
};
