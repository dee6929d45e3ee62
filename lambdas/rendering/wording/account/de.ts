import type { AccountWording } from './en';

export const de: AccountWording = {
  address: {
    heading: 'Ihre Adresse',
    hint: (address) =>
      `Ihre E-Mails gehen an ${address}. Wir senden einen Link an die neue Adresse; sobald Sie ihn geöffnet haben, gehen Ihre E-Mails dorthin.`,
    label: 'Neue E-Mail-Adresse',
    button: 'Link senden',
  },
  download: {
    heading: 'Was wir über Sie speichern',
    hint: 'Ihre Adresse, Einstellungen und Themen mit Ihrer Einwilligung sowie die E-Mails der letzten 90 Tage, als JSON-Datei.',
    button: 'Herunterladen',
  },
  erase: {
    heading: 'Meine Daten löschen',
    summary: 'Alles über mich soll gelöscht werden',
    hint: 'Ihre Adresse, Themen und Einstellungen werden sofort und endgültig gelöscht. Sie bekommen keine E-Mails mehr.',
    confirm: 'Ja, löschen Sie alles über mich.',
    button: 'Alles löschen',
    notTicked: 'Setzen Sie das Häkchen, wenn alles über Sie gelöscht werden soll.',
  },
  notices: {
    asked: (address) =>
      `Wenn ${address} verwendet werden kann, ist ein Link dorthin unterwegs. Er gilt zwei Tage. Bis Sie ihn öffnen, ändert sich nichts.`,
    same: 'Ihre E-Mails gehen schon an diese Adresse.',
    limited:
      'Wir haben vor wenigen Minuten einen Link gesendet. Sehen Sie in Ihrem Posteingang nach oder versuchen Sie es später noch einmal.',
  },
  change: {
    title: 'Diese Adresse verwenden?',
    lead: (address) => `Ihre E-Mails gehen dann an ${address}.`,
    button: 'Diese Adresse verwenden',
    doneTitle: 'Ihre Adresse ist geändert',
    done: (address) =>
      `Ihre E-Mails gehen jetzt an ${address}. Die bisherige Adresse haben wir benachrichtigt.`,
    unavailableTitle: 'Diese Adresse kann nicht verwendet werden',
    unavailable: 'Vielleicht hat sie ein eigenes Abonnement. Es hat sich nichts geändert.',
    toManage: 'Ihre Themen verwalten',
  },
  erased: {
    title: 'Alles über Sie ist gelöscht',
    lead: 'Wir haben Ihre Adresse, Themen und Einstellungen gelöscht. Sie bekommen keine E-Mails mehr.',
  },
  gone: {
    title: 'Hier ist nichts mehr',
    lead: 'Das Abonnement, zu dem dieser Link gehört, wurde gelöscht. Wir speichern nichts mehr darüber und senden keine E-Mails.',
    follow: 'Einem Thema folgen',
  },
};
