import type { WordingLanguage } from '../languages/wording-language';
import type { Keyword } from './keyword';

/** The words of one language. They are compared as `fold` writes them, so accents and hamza do not matter. */
interface CommandWords {
  /** What people may begin a command with. */
  keywords: Record<Keyword, readonly string[]>;
  /** Words between a keyword and its topic, as in `subscribe to Gaza aid`. */
  fillers: Partial<Record<'follow' | 'unfollow', readonly string[]>>;
  /** What `unsubscribe` may be followed by to leave everything. */
  everything: readonly string[];
  /** What comes before the date in `pause until 1 December`. */
  until: readonly string[];
  /** What comes before the number in `pause for 3 days`. */
  during: readonly string[];
  days: readonly string[];
  weeks: readonly string[];
  months: readonly string[];
  /** In place of the number 1, as in `pause a week`. */
  one: readonly string[];
  /** Lengths of a pause that are one word. */
  lengths: Readonly<Record<string, { days: number } | { months: number }>>;
  tomorrow: readonly string[];
  /** Before or after any command. */
  please: readonly string[];
  /** How an email begins, before its first command. */
  greetings: readonly string[];
}

/** The first word of each keyword is the one that help shows. */
export const COMMAND_WORDS: Record<WordingLanguage, CommandWords> = {
  en: {
    keywords: {
      follow: ['subscribe', 'follow', 'subscribe me', 'sign me up', 'sign up'],
      instant: ['instant', 'instantly', 'immediate', 'immediately', 'at once'],
      daily: ['daily', 'every day'],
      weekly: ['weekly', 'every week'],
      monthly: ['monthly', 'every month'],
      unfollow: ['unsubscribe', 'stop', 'unfollow', 'unsubscribe me', 'leave', 'cancel'],
      list: ['list', 'my topics', 'list topics', 'list my topics'],
      pause: ['pause', 'suspend'],
      resume: ['resume', 'unpause', 'continue'],
      mute: ['mute', 'no more on this', 'mute this', 'mute this story'],
      why: ['why', 'why this', 'why did i get this', 'why am i getting this', 'why do i get this'],
      help: ['help', 'commands', '?'],
    },
    fillers: { follow: ['to', 'to the topic'], unfollow: ['from', 'from the topic'] },
    everything: [
      'all',
      'everything',
      'me',
      'emails',
      'all emails',
      'these emails',
      'sending me emails',
      'emailing me',
      'this list',
      'this mailing list',
      'your mailing list',
    ],
    until: ['until', 'till', 'til', 'to'],
    during: ['for'],
    days: ['day', 'days'],
    weeks: ['week', 'weeks'],
    months: ['month', 'months'],
    one: ['a', 'an', 'one'],
    lengths: { fortnight: { days: 14 } },
    tomorrow: ['tomorrow'],
    please: ['please', 'pls'],
    greetings: ['hi', 'hello', 'hey', 'dear', 'good morning', 'good afternoon', 'good evening'],
  },
  fr: {
    keywords: {
      follow: ["s'abonner", 'suivre', 'abonnement', 'abonner', 'abonnez-moi', "m'abonner"],
      instant: ['immédiat', 'immédiatement', 'instantané', 'tout de suite'],
      daily: ['quotidien', 'quotidienne', 'chaque jour', 'tous les jours'],
      weekly: ['hebdomadaire', 'hebdo', 'chaque semaine', 'toutes les semaines'],
      monthly: ['mensuel', 'mensuelle', 'chaque mois', 'tous les mois'],
      unfollow: [
        'se désabonner',
        'désabonner',
        'désabonnement',
        'désabonnez-moi',
        'me désabonner',
        'désinscrire',
        'désinscription',
        'arrêter',
        'arrêt',
        'ne plus suivre',
      ],
      list: ['liste', 'lister', 'mes sujets'],
      pause: ['pause', 'suspendre', 'mettre en pause'],
      resume: ['reprendre', 'reprise'],
      mute: ['masquer', 'plus rien', 'plus rien sur ce sujet', 'sourdine'],
      why: ['pourquoi', 'pourquoi moi', 'pourquoi ce message'],
      help: ['aide', 'commandes'],
    },
    fillers: {
      follow: ['à', 'au', 'aux', 'au sujet', 'le sujet'],
      unfollow: ['de', 'du', 'des', 'du sujet', 'le sujet'],
    },
    everything: ['tout', 'tous', 'toutes', 'tous les e-mails', 'la liste', 'cette liste'],
    until: ["jusqu'au", "jusqu'à", 'jusqu au', 'jusqu à', 'au'],
    during: ['pendant', 'pour', 'de'],
    days: ['jour', 'jours'],
    weeks: ['semaine', 'semaines'],
    months: ['mois'],
    one: ['un', 'une'],
    lengths: { quinzaine: { days: 15 } },
    tomorrow: ['demain'],
    please: ["s'il vous plaît", 'svp', 'stp', 'merci de', 'merci'],
    greetings: ['bonjour', 'bonsoir', 'salut', 'cher', 'chère', 'madame', 'monsieur'],
  },
  de: {
    keywords: {
      follow: ['abonnieren', 'folgen', 'abonniere', 'abo', 'anmelden'],
      instant: ['sofort', 'sofortmeldung', 'sofortmeldungen'],
      daily: ['täglich', 'taeglich', 'jeden tag'],
      weekly: ['wöchentlich', 'woechentlich', 'jede woche'],
      monthly: ['monatlich', 'jeden monat'],
      unfollow: [
        'abbestellen',
        'abmelden',
        'stopp',
        'entfolgen',
        'kündigen',
        'kuendigen',
        'beenden',
      ],
      list: ['liste', 'auflisten', 'meine themen', 'themen'],
      pause: ['pause', 'pausieren', 'unterbrechen', 'aussetzen'],
      resume: ['fortsetzen', 'weiter', 'fortfahren'],
      mute: ['stumm', 'stummschalten', 'nichts mehr dazu'],
      why: ['warum', 'wieso', 'weshalb', 'warum ich'],
      help: ['hilfe', 'befehle'],
    },
    fillers: {
      follow: ['dem thema', 'das thema', 'thema'],
      unfollow: ['von', 'das thema', 'thema'],
    },
    everything: ['alles', 'alle', 'allem', 'alle e-mails', 'dieser liste'],
    until: ['bis zum', 'bis'],
    during: ['für', 'fuer'],
    days: ['tag', 'tage', 'tagen'],
    weeks: ['woche', 'wochen'],
    months: ['monat', 'monate', 'monaten'],
    one: ['ein', 'eine', 'einen'],
    lengths: {},
    tomorrow: ['morgen'],
    please: ['bitte', 'danke'],
    greetings: [
      'hallo',
      'guten tag',
      'guten morgen',
      'guten abend',
      'liebe',
      'lieber',
      'sehr geehrte',
      'sehr geehrter',
      'moin',
      'servus',
    ],
  },
  es: {
    keywords: {
      follow: ['suscribirse', 'seguir', 'suscribir', 'suscribirme', 'suscripción', 'alta'],
      instant: ['inmediato', 'inmediata', 'inmediatamente', 'instantáneo', 'al instante'],
      daily: ['diario', 'diaria', 'diariamente', 'cada día', 'todos los días'],
      weekly: ['semanal', 'semanalmente', 'cada semana', 'todas las semanas'],
      monthly: ['mensual', 'mensualmente', 'cada mes', 'todos los meses'],
      unfollow: [
        'darse de baja',
        'darme de baja',
        'baja',
        'cancelar',
        'dejar de seguir',
        'parar',
        'desuscribir',
        'desuscribirse',
      ],
      list: ['lista', 'listar', 'mis temas'],
      pause: ['pausa', 'pausar', 'suspender'],
      resume: ['reanudar', 'continuar'],
      mute: ['silenciar', 'nada más sobre esto', 'silencio'],
      why: ['por qué', 'porque'],
      help: ['ayuda', 'comandos'],
    },
    fillers: {
      follow: ['a', 'al tema', 'el tema'],
      unfollow: ['de', 'del', 'del tema', 'el tema'],
    },
    everything: ['todo', 'todos', 'todas', 'todos los correos', 'esta lista'],
    until: ['hasta el', 'hasta'],
    during: ['durante', 'por'],
    days: ['día', 'días'],
    weeks: ['semana', 'semanas'],
    months: ['mes', 'meses'],
    one: ['un', 'una'],
    lengths: { quincena: { days: 15 } },
    tomorrow: ['mañana'],
    please: ['por favor', 'gracias'],
    greetings: [
      'hola',
      'buenos días',
      'buenas tardes',
      'buenas noches',
      'estimado',
      'estimada',
      'estimados',
      'querido',
      'querida',
    ],
  },
  ar: {
    keywords: {
      follow: ['اشتراك', 'اشترك', 'متابعة', 'تابع', 'الاشتراك'],
      instant: ['فوري', 'فورًا', 'فوريًا'],
      daily: ['يومي', 'يوميًا', 'كل يوم'],
      weekly: ['أسبوعي', 'أسبوعيًا', 'كل أسبوع'],
      monthly: ['شهري', 'شهريًا', 'كل شهر'],
      unfollow: [
        'إلغاء الاشتراك',
        'إلغاء المتابعة',
        'إلغاء',
        'ألغ الاشتراك',
        'توقف',
        'إيقاف',
        'أوقف',
      ],
      list: ['قائمة', 'القائمة', 'مواضيعي'],
      pause: ['إيقاف مؤقت', 'توقف مؤقت', 'تعليق', 'علق'],
      resume: ['استئناف', 'استأنف'],
      mute: ['كتم', 'لا مزيد', 'لا مزيد من هذا'],
      why: ['لماذا', 'لم', 'ليش'],
      help: ['مساعدة', 'المساعدة', 'أوامر'],
    },
    fillers: { follow: ['في', 'موضوع', 'في موضوع'], unfollow: ['في', 'من', 'موضوع', 'في موضوع'] },
    everything: ['الكل', 'كل شيء', 'كل شي', 'جميع المواضيع', 'كلها'],
    until: ['حتى', 'إلى', 'لغاية'],
    during: ['لمدة', 'مدة'],
    days: ['يوم', 'أيام', 'يوما'],
    weeks: ['أسبوع', 'أسابيع', 'أسبوعًا'],
    months: ['شهر', 'أشهر', 'شهور', 'شهرا'],
    one: ['واحد'],
    lengths: { يومين: { days: 2 }, أسبوعين: { days: 14 }, شهرين: { months: 2 } },
    tomorrow: ['غدا', 'الغد'],
    please: ['من فضلك', 'رجاءً', 'لطفًا', 'شكرًا'],
    greetings: ['مرحبا', 'السلام عليكم', 'أهلًا', 'تحية طيبة', 'صباح الخير', 'مساء الخير'],
  },
};
