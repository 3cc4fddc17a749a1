import { plural } from '../plural.ts'
import type { words } from '../words.ts'

export const compose: typeof words.compose = {
  yourCrud: 'كرادك',
  sayIt: 'قله. لن يبقى.',
  onYourMind: 'بماذا تفكر؟ لن يبقى.',
  writeReply: 'اكتب ردًّا',
  yourReplyTo: (handle) => `ردّك على \u2068@${handle}\u2069`,
  replyTo: (handle) => `رُدّ على \u2068@${handle}\u2069`,
  replyHint: 'يمكن للجميع قراءته. ينتهي مع الكراد الذي ترد عليه.',
  end: 'يمكن للجميع قراءة هذا. يزول <end/>.',
  forgetAfter: 'يُنسى بعد',
  crudIt: 'انشر',
  pending: 'كرادك الذي لم يُنشر بعد',
  posting: 'جارٍ النشر…',
  notPosted: 'لم يُنشر',
  failed: 'تعذّر نشر ما كتبته.',
  seeWhy: 'اعرف السبب',
  drafts: 'المسوّدات',
  draftOf: {
    crud: 'كراد',
    reply: 'ردّ',
    message: (handle) => `رسالة إلى \u2068@${handle}\u2069`,
  },
  draftsHint: 'المسوّدات على هذا الجهاز فقط. تُحذف كل منها بعد 30 يومًا من آخر تغيير، وتُحذف كلها حين تسجّل خروجك.',
  draftDeleted: (day) => `تُحذف في ${day}`,
  startNew: 'احفظ وابدأ من جديد',
  noOtherDrafts: 'لا مسوّدات أخرى.',
  continueDraft: 'تابع',
  deleteDraft: 'احذف<unseen> هذه المسوّدة</unseen>',
}

export const writing: typeof words.writing = {
  emoji: 'رموز تعبيرية',
  searchEmoji: 'ابحث في الرموز التعبيرية',
  kindOfEmoji: 'نوع الرموز التعبيرية',
  emojiGroups: {
    0: 'الوجوه والمشاعر',
    1: 'الناس والجسم',
    3: 'الحيوانات والطبيعة',
    4: 'الطعام والشراب',
    5: 'السفر والأماكن',
    6: 'الأنشطة',
    7: 'الأشياء',
    8: 'الرموز',
    9: 'الأعلام',
  },
  emojiFound: (n) =>
    plural(n, {
      zero: 'لا نتائج',
      one: 'نتيجة واحدة',
      two: 'نتيجتان',
      few: '# نتائج',
      many: '# نتيجة',
      other: '# نتيجة',
    }),
  noEmoji: 'لم يُعثر على رموز تعبيرية.',
  tooMany: (n) =>
    plural(n, {
      one: 'زاد حرف واحد',
      two: 'زاد حرفان',
      few: 'زادت # أحرف',
      many: 'زاد # حرفًا',
      other: 'زاد # حرف',
    }),
  left: (n) =>
    plural(n, {
      zero: 'لم يبق أي حرف',
      one: 'بقي حرف واحد',
      two: 'بقي حرفان',
      few: 'بقيت # أحرف',
      many: 'بقي # حرفًا',
      other: 'بقي # حرف',
    }),
  edit: 'تعديل',
  discard: 'تجاهل',
  sendFirst: 'أرسل ما تكتبه الآن أو امسحه. عندئذ يمكنك تعديل هذا.',
  people: 'الأشخاص',
  hashtags: 'الوسوم',
  suggestions: (n) =>
    plural(n, {
      zero: 'لا اقتراحات.',
      one: 'اقتراح واحد. استعمل مفاتيح الأسهم.',
      two: 'اقتراحان. استعمل مفاتيح الأسهم.',
      few: '# اقتراحات. استعمل مفاتيح الأسهم.',
      many: '# اقتراحًا. استعمل مفاتيح الأسهم.',
      other: '# اقتراح. استعمل مفاتيح الأسهم.',
    }),
}
