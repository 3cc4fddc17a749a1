import { plural } from '../plural.ts'
import type { words } from '../words.ts'

export const status: typeof words.status = {
  crud: 'كراد',
  replies: 'الردود',
  repliesSince: 'الردود الجديدة',
  noReplies: 'لا ردود بعد.',
  signInToReply: '<signin>سجّل الدخول</signin> أو <join>انضم</join> للرد.',
  isGone: 'زال هذا الكراد',
  whyGone: 'انتهى وقته، أو لم يكن في هذا العنوان كراد قط. وزالت ردوده معه.',
  seeWhatIsLive: 'شاهد ما هو حيّ الآن',
  facts: 'عن هذا الكراد',
  posted: 'نُشر',
  gone: 'يزول',
  likes: (n) =>
    plural(n, {
      zero: 'لا إعجابات',
      one: 'إعجاب واحد',
      two: 'إعجابان',
      few: '# إعجابات',
      many: '# إعجابًا',
      other: '# إعجاب',
    }),
  reposts: (n) =>
    plural(n, {
      zero: 'لم يُعَد نشره',
      one: 'أُعيد نشره مرة',
      two: 'أُعيد نشره مرتين',
      few: 'أُعيد نشره # مرات',
      many: 'أُعيد نشره # مرة',
      other: 'أُعيد نشره # مرة',
    }),
  conversationEnds: (duration) => `بقي على نهاية هذه المحادثة: ${duration}.`,
  newReplies: (n) =>
    plural(n, {
      zero: 'لا ردود جديدة',
      one: 'رد جديد',
      two: 'ردّان جديدان',
      few: '# ردود جديدة',
      many: '# ردًّا جديدًا',
      other: '# رد جديد',
    }),
  showReplies: (n) =>
    plural(n, {
      zero: 'عرض الردود',
      one: 'عرض الرد',
      two: 'عرض الردّين',
      few: 'عرض # ردود',
      many: 'عرض # ردًّا',
      other: 'عرض # رد',
    }),
  showMore: (n) =>
    plural(n, {
      zero: 'عرض المزيد من الردود',
      one: 'عرض رد آخر',
      two: 'عرض ردّين آخرين',
      few: 'عرض # ردود أخرى',
      many: 'عرض # ردًّا آخر',
      other: 'عرض # رد آخر',
    }),
  showMoreReplies: 'عرض المزيد من الردود',
  oneMoment: 'لحظة…',
  continueConversation: 'تابع هذه المحادثة',
  whoReacted: 'من تفاعل',
  likesTab: 'الإعجابات',
  repostsTab: 'إعادات النشر',
  likedBy: 'أعجب',
  repostedBy: 'أعاد نشره',
  noLikes: 'لا إعجابات بعد',
  noReposts: 'لم يُعِد أحد نشره بعد',
}
