import fc from 'fast-check';
import type { EmailCommand } from '../../../lambdas/domain/email-commands/email-command';
import { readCommand } from '../../../lambdas/domain/email-commands/read-command';
import { hostileText } from '../../support/hostile-text';

const commandIn = (line: string): EmailCommand | string => {
  const read = readCommand(line, 'en');
  switch (read.outcome) {
    case 'command':
      return read.command;
    case 'incomplete':
    case 'misspelled':
      return `${read.outcome}: ${read.keyword}`;
    case 'no-command':
      return read.outcome;
    default:
      return read satisfies never;
  }
};

describe('a line is read as a command', () => {
  const follow = { kind: 'follow', expression: 'Gaza aid' };
  const unfollow = { kind: 'unfollow', expression: 'Gaza aid' };
  const daily = { kind: 'set-frequency', frequency: 'daily', expression: 'Gaza aid' };
  const day = { kind: 'pause', until: { day: 1, month: 12 } };
  it.each([
    ['subscribe Gaza aid', follow],
    ['SUBSCRIBE to Gaza aid', follow],
    ['please follow: Gaza aid', follow],
    ['- *Follow* Gaza aid', 'no-command'],
    ['“subscribe Gaza aid”', follow],
    ['suivre Gaza aid', follow],
    ['S’abonner à Gaza aid', follow],
    ['abonnieren Gaza aid', follow],
    ['Seguir Gaza aid, por favor', { kind: 'follow', expression: 'Gaza aid,' }],
    ['اشتراك في Gaza aid', follow],
    ['subscribe “humanitarian pause”', { kind: 'follow', expression: '“humanitarian pause”' }],
    ['subscribe', 'incomplete: follow'],
    ['instant Gaza aid', { kind: 'set-frequency', frequency: 'instant', expression: 'Gaza aid' }],
    ['daily Gaza aid', daily],
    ['täglich Gaza aid', daily],
    ['quotidien Gaza aid', daily],
    ['يوميًا Gaza aid', daily],
    ['weekly', { kind: 'set-frequency', frequency: 'weekly' }],
    ['mensual', { kind: 'set-frequency', frequency: 'monthly' }],
    ['stop', { kind: 'unfollow' }],
    ['STOP!!', { kind: 'unfollow' }],
    ['Stop.', { kind: 'unfollow' }],
    ['unsubscribe all', { kind: 'unfollow' }],
    ['Unsubscribe me from everything', { kind: 'unfollow' }],
    ['Please unsubscribe me from this mailing list', { kind: 'unfollow' }],
    ['stop Gaza aid', unfollow],
    ['unsubscribe from Gaza aid', unfollow],
    ['se désabonner de Gaza aid', unfollow],
    ['abbestellen Gaza aid', unfollow],
    ['darse de baja de Gaza aid', unfollow],
    ['إلغاء الاشتراك في Gaza aid', unfollow],
    ['Stop by our office', { kind: 'unfollow', expression: 'by our office' }],
    ['list', { kind: 'list' }],
    ['liste', { kind: 'list' }],
    ['List of questions', 'no-command'],
    ['pause until 1 December', day],
    ['pause jusqu’au 1er décembre', day],
    ['Pausieren bis zum 1. Dezember', day],
    ['pausar hasta el 1 de diciembre', day],
    ['إيقاف مؤقت حتى ١ ديسمبر', day],
    ['pause 3 days', { kind: 'pause', until: { days: 3 } }],
    ['pause for a month', { kind: 'pause', until: { months: 1 } }],
    ['pause', 'incomplete: pause'],
    ['pause until further notice', 'incomplete: pause'],
    ['resume', { kind: 'resume' }],
    ['mute', { kind: 'mute' }],
    ['why?', { kind: 'why' }],
    ['لماذا؟', { kind: 'why' }],
    ['help', { kind: 'help' }],
    ['?', { kind: 'help' }],
    ['Stop, thank you!', { kind: 'unfollow' }],
    ['STOP STOP STOP', { kind: 'unfollow' }],
    ['stop sending me these emails', { kind: 'unfollow' }],
    ['Cancel my subscription', { kind: 'unfollow' }],
    ['Remove me from this list', { kind: 'unfollow' }],
    ['Je souhaite me désabonner', { kind: 'unfollow' }],
    ['Stop !', { kind: 'unfollow' }],
    ['Pourquoi\u00a0?', { kind: 'why' }],
    ['Suivre : Gaza aid', follow],
    ['Abo kündigen', { kind: 'unfollow' }],
    ['Alles abbestellen', { kind: 'unfollow' }],
    ['Melden Sie mich ab', { kind: 'unfollow' }],
    ['Abo löschen', { kind: 'unfollow' }],
    ['Bitte austragen', { kind: 'unfollow' }],
    ['anmelden für Gaza aid', follow],
    ['Gaza aid abonnieren', follow],
    ['Bitte Gaza aid abbestellen', unfollow],
    ['Den Newsletter abbestellen', { kind: 'unfollow' }],
    ['Weitere Informationen folgen', 'no-command'],
    ['Wie kann ich Ihren Newsletter abonnieren?', 'no-command'],
    ['Meine Abos', { kind: 'list' }],
    ['Désinscrivez-moi', { kind: 'unfollow' }],
    ['Se désinscrire', { kind: 'unfollow' }],
    ['Résilier', { kind: 'unfollow' }],
    ['Je ne veux plus recevoir vos e-mails', { kind: 'unfollow' }],
    ['Abonnez-moi à Gaza aid', follow],
    ['Mes abonnements', { kind: 'list' }],
    ['Alto', { kind: 'unfollow' }],
    ['Anular mi suscripción', { kind: 'unfollow' }],
    ['No quiero recibir más correos', { kind: 'unfollow' }],
    ['a diario Gaza aid', daily],
    ['Mis suscripciones', { kind: 'list' }],
    ['ألغوا اشتراكي', { kind: 'unfollow' }],
    ['الغاء الإشتراك', { kind: 'unfollow' }],
    ['أوقفوا الرسائل', { kind: 'unfollow' }],
    ['لا أريد هذه الرسائل', { kind: 'unfollow' }],
    ['أريد الاشتراك في Gaza aid', follow],
    ['اشتراكاتي', { kind: 'list' }],
    ['لماذا وصلتني هذه الرسالة؟', { kind: 'why' }],
    ['¿Por qué?', { kind: 'why' }],
    ['Quiero darme de baja', { kind: 'unfollow' }],
    ['الرجاء إلغاء الاشتراك', { kind: 'unfollow' }],
    ['توقـــف', { kind: 'unfollow' }],
    ['ﺗﻮﻗﻒ', { kind: 'unfollow' }],
    ['ｓｔｏｐ！', { kind: 'unfollow' }],
    ['s\u00adt\u200bop', { kind: 'unfollow' }],
    ['Daily digest', { kind: 'set-frequency', frequency: 'daily' }],
    ['Follow up on our meeting', 'no-command'],
    ['I follow the news', 'no-command'],
    ['pause two weeks', { kind: 'pause', until: { days: 14 } }],
    ['Pause für drei Tage', { kind: 'pause', until: { days: 3 } }],
    ['إيقاف مؤقت ثلاثة أيام', { kind: 'pause', until: { days: 3 } }],
    ['pause ۳ days', { kind: 'pause', until: { days: 3 } }],
    ['pause 9999 days', { kind: 'pause', until: { days: 9999 } }],
    ['pause 0 days', 'incomplete: pause'],
    ['pause until 2026/12/01', { kind: 'pause', until: { day: 1, month: 12, year: 2026 } }],
    ['pause bis 1.12.26', { kind: 'pause', until: { day: 1, month: 12, year: 2026 } }],
    ['pause until 01/12/2026', 'incomplete: pause'],
  ])('%s', (line, expected) => {
    expect(commandIn(line)).toEqual(expected);
  });
});

describe('a misspelled command', () => {
  it('is understood when its word is long enough to be sure', () => {
    expect(commandIn('unsubcribe')).toEqual({ kind: 'unfollow' });
    expect(commandIn('sbuscribe Gaza')).toEqual({ kind: 'follow', expression: 'Gaza' });
  });

  it('is named when its word is short', () => {
    expect(commandIn('stpo')).toBe('misspelled: unfollow');
    expect(commandIn('hlep')).toBe('misspelled: help');
  });

  it.each(['Cancer', 'Arrest', 'Leaves', 'Stops', 'weave', 'ankündigen'])(
    'is named when leaving everything would follow from another word: %s',
    (word) => {
      expect(commandIn(word)).toBe('misspelled: unfollow');
    },
  );
});

it('answers in the preferred language where a word is the same in several', () => {
  expect(readCommand('liste', 'de')).toMatchObject({ language: 'de' });
  expect(readCommand('liste', 'en')).toMatchObject({ language: 'fr' });
});

it('reads any line without an error', () => {
  fc.assert(
    fc.property(hostileText(), (line) => {
      readCommand(line, 'en');
    }),
  );
});
