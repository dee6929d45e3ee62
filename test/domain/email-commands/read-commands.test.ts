import { readCommands } from '../../../lambdas/domain/email-commands/read-commands';

const kindsIn = (subject: string, text = '') => {
  const read = readCommands({ subject, text }, 'en');
  return read.outcome === 'commands' ? read.commands.map(({ kind }) => kind) : read.outcome;
};

describe('the commands of an email', () => {
  it('are in its subject', () => {
    expect(kindsIn('list', 'stop')).toEqual(['list']);
    expect(kindsIn('Question about your service', 'stop')).toBe('no-command');
  });

  it.each([
    '',
    'Re: Gaza aid',
    'RE[2]: list',
    'AW: WG: x',
    '[EXTERNAL] Re: x',
    '回复：x',
    'رد: x',
    'Fwd: list',
  ])('are in its text after the subject “%s”', (subject) => {
    expect(kindsIn(subject, 'stop')).toEqual(['unfollow']);
  });

  it('are one a line, after a greeting, up to the first line that is none', () => {
    const text = 'Dear editors,\n\nsubscribe Gaza aid\n\ndaily Hezbollah\nThank you!\nstop';
    expect(kindsIn('', text)).toEqual(['follow', 'set-frequency']);
  });

  it.each([
    'Hi, please stop',
    'Hello Ann,\n\nstop',
    'Hello stop',
    'Sehr geehrte Damen und Herren, bitte abbestellen',
    'Bonjour,\nSTOP !',
  ])('may follow a greeting in its line: %j', (text) => {
    expect(kindsIn('', text)).toEqual(['unfollow']);
    expect(kindsIn('Hi Ann, we met yesterday')).toBe('no-command');
  });

  it.each([
    'في ٢٥ نوفمبر ٢٠٢٦، الساعة ٩:١٠ ص، كتب/كتبت Example <a@example.org>:',
    '\u202bفي الأربعاء، 25 نوفمبر 2026 في 9:10 ص تمت كتابة ما يلي بواسطة ‪Example‬‏ <‪a@example.org‬‏>:\u202c',
    'Am Mittwoch, 25. November 2026 um 09:10:00 MEZ hat Example <a@example.org> Folgendes geschrieben:',
    'Example <a@example.org> wrote:',
  ])('are below a quote too: %j', (attribution) => {
    expect(kindsIn('', `${attribution}\n> daily\n\nstop`)).toEqual(['unfollow']);
  });

  it.each([
    '---- On Wed, 25 Nov 2026 09:10:00 +0000 Example <briefings@example.org> wrote ----',
    '‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐',
    '-----الرسالة الأصلية-----',
  ])('are not in an email that follows as a whole: %j', (line) => {
    expect(kindsIn('', `list\n${line}\nstop`)).toEqual(['list']);
  });

  it.each([
    'pause 2 weeks\n\n> On 25 Nov 2026, at 09:10, Example <a@example.org> wrote:\n> stop',
    'pause 2 weeks\nOn 25 Nov 2026, at 09:10, Example <a@example.org> wrote:\n> stop',
    'pause 2 weeks\nOn Wednesday, 25 November 2026, at 09:10, Example\n<a@example.org> wrote:\n> stop',
  ])('are above the lines that introduce a quote: %j', (text) => {
    expect(kindsIn('', text)).toEqual(['pause']);
  });

  it('are ten at most', () => {
    expect(kindsIn('', 'list\n'.repeat(11))).toHaveLength(10);
  });

  it.each([
    ['a signature', 'list\n-- \nstop'],
    ['a signature without its space', 'list\n--\nstop'],
    ['what a phone adds', 'list\nSent from my iPhone\nstop'],
    ['a forwarded email', 'list\n---------- Forwarded message ---------\nstop'],
    ['an original message', 'list\n-----Original Message-----\nstop'],
    ['Outlook’s quote', 'list\n\nVon: Briefwire\nGesendet: Montag\n\nstop'],
    ['Outlook’s line', 'list\n________________________________\nstop'],
    ['a quote', 'list\n> stop\n>> stop'],
    [
      'an attribution and what follows',
      'list\nOn 1 December 2026, Briefwire wrote:\nThe text\nstop',
    ],
  ])('are not in %s', (_, text) => {
    expect(kindsIn('Re: x', text)).toEqual(['list']);
  });

  it.each([
    'On Mon, 23 Nov 2026 at 10:00, Briefwire <a@b.example>\nwrote:\n> stop\n\nlist',
    'Am 23.11.26 um 10:00 schrieb Briefwire:\n> stop\nlist',
    'Le lun. 23 nov. 2026 à 10:00, Briefwire <a@b.example> a écrit :\n> stop\nlist',
    'El lun, 23 nov 2026 a las 10:00, Briefwire (<a@b.example>) escribió:\n> stop\nlist',
  ])('are read below a quote: %#', (text) => {
    expect(kindsIn('Re: x', text)).toEqual(['list']);
  });
});
