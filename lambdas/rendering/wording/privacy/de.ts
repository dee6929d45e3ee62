import { plural } from '../plural';
import type { PrivacyWording } from './en';

const hours = (count: number) => plural('de', count, { one: '# Stunde', other: '# Stunden' });
const days = (count: number) => plural('de', count, { one: '# Tag', other: '# Tage' });
const minutes = (count: number) => plural('de', count, { one: '# Minute', other: '# Minuten' });

export const de: PrivacyWording = {
  title: 'Datenschutz',
  description: 'Was wir über Sie speichern, wie lange, und wie Sie es ansehen oder löschen.',
  lead: 'Wir speichern, was wir brauchen, um Ihnen die gewünschten Meldungen zu senden, und sonst nichts. Wir verkaufen nichts, geben nichts weiter und messen nichts über Sie.',
  reading: {
    heading: 'Wenn Sie unsere Seiten lesen',
    text: [
      'Unsere Seiten setzen keine Cookies und laden nichts von anderen Websites. Wir halten nicht fest, wer was liest.',
      'Unsere Server zeichnen Fehler und Anzahlen auf. Diese Protokolle enthalten keine Adressen, Themen oder Links.',
    ],
  },
  asking: {
    heading: 'Wenn Sie einem Thema folgen möchten',
    text: (linkHours: number, keptDays: number) => [
      `Wir senden eine E-Mail an die angegebene Adresse. Ihr Link gilt ${hours(linkHours)}.`,
      `Adresse und Thema speichern wir, bis diese E-Mail gesendet ist, höchstens ${days(keptDays)}. Danach stehen sie nur in ihrem Link, bis Sie bestätigen.`,
      'Damit niemand fremde Postfächer überschwemmen kann, zählen wir einen Tag lang, wie viele Anfragen für ein Postfach und aus einem Netz kamen. Von beiden speichern wir nur einen Hashwert.',
      'Wenn Sie in einer solchen E-Mail „Nie wieder fragen“ wählen, behalten wir einen Hashwert Ihrer Adresse, bis Sie das zurücknehmen.',
    ],
  },
  following: {
    heading: 'Solange Sie Themen folgen',
    text: [
      'Wir speichern Ihre Adresse, Ihre Themen und deren Häufigkeit, Ihre Sprache, Ihre Zeitzone und was Sie sonst auf Ihrer Seite gewählt haben.',
      'Zu jedem Thema speichern wir Ihre Einwilligung: wann Sie bestätigt haben, welchen Text Sie gesehen haben, in welcher Sprache, und aus welchem Netz (den ersten Teil der Internetadresse).',
    ],
  },
  emails: {
    heading: 'Die E-Mails, die wir Ihnen senden',
    text: (deliveryDays: number, matchDays: number, receivedDays: number) => [
      `${days(deliveryDays)} lang speichern wir, wann wir jede E-Mail gesendet haben, um welche Themen es ging und ob sie abgewiesen wurde. Diese Liste finden Sie auf Ihrer Seite.`,
      `Welche Meldung zu welchem Thema passte, speichern wir ${days(matchDays)} lang, ohne einen Abonnenten zu nennen.`,
      'Unsere E-Mails enthalten keine Zählpixel, und ihre Links führen direkt zur Seite. Wir wissen nicht, ob Sie sie öffnen.',
      `Wenn Sie uns einen Befehl per E-Mail schicken, löschen wir diese E-Mail nach ${days(receivedDays)}. Was sie geändert hat, bleibt, als hätten Sie es auf Ihrer Seite geändert.`,
      'Wenn Ihr Anbieter meldet, dass es Ihre Adresse nicht gibt, oder wenn Sie eine E-Mail als Spam markieren, senden wir an diese Adresse nichts mehr.',
    ],
  },
  leaving: {
    heading: 'Wenn Sie gehen',
    text: (undoMinutes: number, markDays: number) => [
      `Jede E-Mail enthält einen Link zum Abbestellen. Sie können das ${minutes(undoMinutes)} lang rückgängig machen; kurz danach löschen wir Ihre Themen. Ihre Adresse behalten wir, bis Sie sie löschen, damit Sie mit Ihren Einstellungen zurückkommen können.`,
      `Auf Ihrer Seite können Sie jederzeit alles löschen. Dann verschwinden Ihre Adresse, Ihre Einstellungen und Ihre Themen sofort, auch ein Thema, dem nur Sie gefolgt sind. ${days(markDays)} lang bleibt ein Hashwert Ihrer Adresse, damit ein alter Bestätigungslink Sie nicht zurückholt.`,
      'Danach bleibt nur eines: Darf eine Adresse nie wieder E-Mails bekommen (weil sie abgewiesen wurde, sich beschwert oder uns darum gebeten hat), behalten wir einen Hashwert davon auf Dauer. Die Adresse lässt sich daraus nicht ablesen.',
      'Verschlüsselte Sicherungen der Datenbank werden nach 35 Tagen überschrieben. Was für eine bestimmte Zeit gespeichert ist, wird wenige Tage danach gelöscht.',
    ],
  },
  rights: {
    heading: 'Ansehen, berichtigen, mitnehmen, löschen',
    text: [
      'Der Link „Abonnement verwalten“ in jeder E-Mail öffnet Ihre Seite. Dort können Sie alles ändern, alles, was wir über Sie speichern, als Datei herunterladen und es löschen.',
      'Für alles andere schreiben Sie uns:',
    ],
  },
  who: {
    heading: 'Wer für uns arbeitet',
    text: 'Die Seiten, die Datenbank und die E-Mails laufen bei Amazon Web Services, in unserem eigenen Konto. Sonst erhält niemand Ihre Daten.',
  },
};
