import type { ErrorsWording } from './en';

export const de: ErrorsWording = {
  home: 'Zur Startseite',
  archive: 'Die neuesten Meldungen lesen',
  notFound: {
    title: 'Seite nicht gefunden',
    advice:
      'Unter dieser Adresse gibt es keine Seite. Wenn Sie die Adresse aus einer E-Mail kopiert haben, prüfen Sie, ob sie vollständig ist.',
  },
  tooLong: {
    title: 'Ihre Eingabe ist zu lang',
    advice: 'Gehen Sie zurück, kürzen Sie Ihre Eingabe und versuchen Sie es noch einmal.',
  },
  failure: {
    title: 'Da ist etwas schiefgegangen',
    advice: 'Das liegt an uns, nicht an Ihnen. Versuchen Sie es in einer Minute noch einmal.',
  },
  expired: {
    title: 'Dieser Link funktioniert nicht mehr',
    lead: 'Er ist vielleicht abgelaufen, oder Sie haben ihn nicht vollständig kopiert.',
    sendLink:
      'Wir können Ihnen einen neuen senden. Er geht an die Adresse, an die auch die E-Mail ging.',
    changeAgain:
      'Wir können Ihnen einen Link an die Adresse senden, an die unsere E-Mails jetzt gehen. Auf der Seite, die er öffnet, können Sie Ihre Adresse noch einmal ändern.',
    button: 'Neuen Link senden',
    fromEmail: 'Nutzen Sie die Links am Ende unserer letzten E-Mail.',
    unsubscribe:
      'Nutzen Sie den Link zum Abbestellen am Ende unserer letzten E-Mail oder die entsprechende Schaltfläche Ihres E-Mail-Programms.',
    followAgain: 'Wieder einem Thema folgen',
  },
};
