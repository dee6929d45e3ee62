import { ar as briefings } from '../briefings/ar';
import { plural } from '../plural';
import type { EmailsWording } from './en';

const moreBriefings = (count: number) =>
  plural('ar', count, {
    zero: 'أخبار أخرى',
    one: 'خبر آخر',
    two: 'خبران آخران',
    few: '# أخبار أخرى',
    many: '# خبرًا آخر',
    other: '# خبر آخر',
  });
const topicsCount = (count: number) =>
  plural('ar', count, {
    zero: 'لا موضوعات',
    one: 'موضوع واحد',
    two: 'موضوعان',
    few: '# موضوعات',
    many: '# موضوعًا',
    other: '# موضوع',
  });

export const ar: EmailsWording = {
  newBriefing: 'خبر جديد',
  newBriefings: (count) =>
    plural('ar', count, {
      zero: 'لا أخبار جديدة',
      one: 'خبر جديد',
      two: 'خبران جديدان',
      few: '# أخبار جديدة',
      many: '# خبرًا جديدًا',
      other: '# خبر جديد',
    }),
  briefingsOn: (count, topics) => `${briefings.count(count)} عن ${topics}`,
  correction: (subject: string) => `تصويب: ${subject}`,
  corrects: 'تصوّب هذه الرسالة رسالةً سبق أن أرسلناها إليكم.',
  read: 'قراءة الخبر',
  matchesTopics: (count) =>
    plural('ar', count, {
      zero: 'لا يطابق موضوعاتكم',
      one: 'يطابق موضوعكم',
      two: 'يطابق اثنين من موضوعاتكم',
      few: 'يطابق # من موضوعاتكم',
      many: 'يطابق # من موضوعاتكم',
      other: 'يطابق # من موضوعاتكم',
    }),
  alsoMatches: (topics) => `يطابق أيضًا ${topics}`,
  seeMoreTopics: (count) =>
    plural('ar', count, {
      zero: 'عرض موضوعات أخرى',
      one: 'عرض موضوع آخر',
      two: 'عرض موضوعين آخرين',
      few: 'عرض # موضوعات أخرى',
      many: 'عرض # موضوعًا آخر',
      other: 'عرض # موضوع آخر',
    }),
  seeMoreBriefings: (count) => `المزيد: ${moreBriefings(count)}`,
  seeMoreBriefingsOn: (count, topic) => `المزيد عن ${topic}: ${moreBriefings(count)}`,
  seeBriefingsOfTopics: (count, topics) =>
    `المزيد: ${moreBriefings(count)} (${topicsCount(topics)})`,
  unlisted: (count) => `إضافة إلى ما لم يُدرج هنا: ${moreBriefings(count)}`,
  contents: 'في هذه الرسالة',
  gathered: 'تنبيهات في رسالة واحدة',
  restOfDay: 'بقية تنبيهات اليوم',
  because: (topics, site) => `تصلكم هذه الرسالة بسبب متابعتكم ${topics} عبر ${site}.`,
  becauseGathered: (topics, site) =>
    `وردت عدة أخبار خلال دقائق فجمعناها في رسالة واحدة. تصلكم الرسالة بسبب متابعتكم ${topics} عبر ${site}.`,
  becauseRestOfDay: (topics, site) =>
    `ورد في يوم واحد عدد كبير من الأخبار فجمعنا بقيتها في رسالة واحدة. تصلكم الرسالة بسبب متابعتكم ${topics} عبر ${site}.`,
  manage: 'إدارة الاشتراك',
  unsubscribe: 'إلغاء الاشتراك في كل الرسائل',
  unsubscribeTopic: 'إلغاء الاشتراك في هذا الموضوع',
  mute: 'لا مزيد عن هذه القصة',
  confirm: {
    subject: (topics, count) =>
      count === 1 ? `تأكيد موضوعكم: ${topics}` : `تأكيد موضوعاتكم: ${topics}`,
    heading: (topic) => `متابعة ${topic}؟`,
    headingMany: (count) =>
      plural('ar', count, {
        zero: 'متابعة الموضوعات؟',
        one: 'متابعة موضوع واحد؟',
        two: 'متابعة موضوعين؟',
        few: 'متابعة # موضوعات؟',
        many: 'متابعة # موضوعًا؟',
        other: 'متابعة # موضوع؟',
      }),
    preheader: 'لن نرسل شيئًا قبل التأكيد. إذا لم يصدر الطلب منكم فيمكنكم تجاهل هذه الرسالة.',
    asked: (address, site) => `طُلبت عبر ${site}، منكم أو ممّن أدخل ${address}، متابعة ما يلي:`,
    ifConfirmed: (sent) => `عند التأكيد سنرسل إليكم الأخبار ${sent}. ولن نرسل أي خبر قبل ذلك.`,
    expires: (time) =>
      `يفتح الزر صفحة يمكنكم التأكيد فيها، وهو صالح حتى ${time}. إذا لم يُفتح فيمكنكم نسخ هذا العنوان إلى المتصفح:`,
    otherTopic: (hours) =>
      plural('ar', hours, {
        zero: 'يمكنكم أيضًا اختيار موضوع آخر في تلك الصفحة.',
        one: 'يمكنكم أيضًا اختيار موضوع آخر في تلك الصفحة، وتتيح ذلك أي رسالة تأكيد وصلت خلال الساعة الأخيرة.',
        two: 'يمكنكم أيضًا اختيار موضوع آخر في تلك الصفحة، وتتيح ذلك أي رسالة تأكيد وصلت خلال الساعتين الأخيرتين.',
        few: 'يمكنكم أيضًا اختيار موضوع آخر في تلك الصفحة، وتتيح ذلك أي رسالة تأكيد وصلت خلال الساعات الـ# الأخيرة.',
        many: 'يمكنكم أيضًا اختيار موضوع آخر في تلك الصفحة، وتتيح ذلك أي رسالة تأكيد وصلت خلال آخر # ساعة.',
        other:
          'يمكنكم أيضًا اختيار موضوع آخر في تلك الصفحة، وتتيح ذلك أي رسالة تأكيد وصلت خلال آخر # ساعة.',
      }),
    lastOfDay:
      'هذه آخر رسالة من هذا النوع نرسلها إليكم اليوم. لمتابعة موضوع آخر، يمكنكم اختياره في الصفحة التي يفتحها الزر.',
    notYou: 'إذا لم يصدر الطلب منكم فيمكنكم تجاهل هذه الرسالة، ولن يُسجَّل أي اشتراك.',
    neverAsk: 'عدم سؤالي مرة أخرى',
  },
};
