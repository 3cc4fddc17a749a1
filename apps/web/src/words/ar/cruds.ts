import { type PluralForms, plural } from '../plural.ts'
import type { words } from '../words.ts'

const likes: PluralForms = {
  zero: 'لا إعجابات',
  one: 'إعجاب واحد',
  two: 'إعجابان',
  few: '# إعجابات',
  many: '# إعجابًا',
  other: '# إعجاب',
}

const reposts: PluralForms = {
  zero: 'لم يُعَد نشره',
  one: 'أُعيد نشره مرة',
  two: 'أُعيد نشره مرتين',
  few: 'أُعيد نشره # مرات',
  other: 'أُعيد نشره # مرة',
}

export const cruds: typeof words.cruds = {
  by: (name) => `كراد من \u2068${name}\u2069`,
  reposted: 'أعاد نشره',
  replyingTo: (handle) => `ردّ على \u2068@${handle}\u2069`,
  replyingToCrud: 'ردّ على كراد',
  showMore: 'عرض المزيد',
  reply: 'ردّ',
  replies: (n) =>
    plural(n, {
      zero: 'لا ردود',
      one: 'ردّ واحد',
      two: 'ردّان',
      few: '# ردود',
      many: '# ردًّا',
      other: '# ردّ',
    }),
  share: 'مشاركة',
  more: 'المزيد',
  like: { name: 'إعجاب', count: (n) => plural(n, likes), to: 'للإعجاب بهذا' },
  repost: { name: 'إعادة نشر', count: (n) => plural(n, reposts), to: 'لإعادة نشر هذا' },
  ended: (name) => `زال كراد من \u2068${name}\u2069.`,
  linkCopied: 'نُسخ الرابط. يعمل حتى يزول الكراد.',
  copyFailed: 'تعذّر نسخ الرابط. افتح الكراد وانسخ عنوانه.',
  list: 'الكرادات',
}

export const crudMenu: typeof words.crudMenu = {
  shorten: 'قرّب نهايته',
  burn: 'احرقه الآن',
  report: 'الإبلاغ عن هذا الكراد',
  toReport: 'للإبلاغ عن هذا',
  likeFailed: 'تعذّر تسجيل إعجابك.',
  unlikeFailed: 'تعذّر التراجع عن إعجابك.',
  repostFailed: 'تعذّرت إعادة النشر.',
  unrepostFailed: 'تعذّر التراجع عن إعادة النشر.',
  onlyForward: 'يمكنك تقريب نهايته، لا تأخيرها أبدًا. وتنتهي ردوده معه.',
  tooLate: 'نهايته قريبة جدًا، فلم يبقَ إلا أن تحرقه الآن.',
  shortenIt: 'قرّبها',
  forgetAfter: 'يُنسى بعد',
  chooseEnd: 'اختر متى ينتهي.',
  nowEnds: (instant) => `ينتهي الآن في ${instant}.`,
}

export const feeds: typeof words.feeds = {
  newCruds: (n) =>
    plural(n, {
      zero: 'لا كرادات جديدة',
      one: 'كراد جديد',
      two: 'كرادان جديدان',
      few: '# كرادات جديدة',
      many: '# كرادًا جديدًا',
      other: '# كراد جديد',
    }),
  newCrudsFailed: 'تعذّر تحميل الكرادات الجديدة.',
  quiet: 'الهدوء يسود هنا',
  nobodyFollowed: 'لا شيء حيّ ممّن تتابعهم، أو أنك لا تتابع أحدًا بعد.',
  seeAll: 'شاهد ما يقوله الجميع',
}
