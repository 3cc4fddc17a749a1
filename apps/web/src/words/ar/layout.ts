import { plural } from '../plural.ts'
import type { words } from '../words.ts'

export const layout: typeof words.layout = {
  skip: 'انتقل إلى المحتوى',
  main: 'القائمة الرئيسية',
  home: 'الرئيسية',
  search: 'البحث',
  settings: 'الإعدادات',
  signIn: 'دخول',
  join: 'انضمام',
  notifications: 'الإشعارات',
  messages: 'الرسائل',
  profile: 'الملف الشخصي',
  short: { notifications: 'تنبيهات', messages: 'رسائل', profile: 'ملفي', settings: 'إعدادات' },
  newCrud: 'كراد جديد',
  fresh: (n) => plural(n, { zero: 'لا جديد', one: 'واحد جديد', two: 'اثنان جديدان', other: '# جديدة' }),
  aside: 'عن Cruddur',
  posted: 'نُشر.',
  seeIt: 'عرضه',
  sessionEnded: 'انتهت جلستك.',
  signInAgain: 'سجّل الدخول مجددًا',
}

export const trouble: typeof words.trouble = {
  reload: 'إعادة التحميل',
  kinds: {
    offline: {
      heading: 'أنت غير متصل',
      words: 'هذا الجزء من Cruddur ليس على جهازك بعد. سيفتح حين يعود الاتصال.',
    },
    unreachable: {
      heading: 'يتعذّر الوصول إلى Cruddur',
      words: 'تحقّق من اتصالك ثم أعد المحاولة.',
    },
    'newer-version': {
      heading: 'هناك نسخة أحدث من Cruddur',
      words: 'أعد التحميل للمتابعة بها. مسوّداتك محفوظة.',
    },
    fault: {
      heading: 'لم يُحمَّل هذا',
      words: 'الخطأ منّا. أعد المحاولة أو أعد التحميل. مسوّداتك محفوظة.',
    },
    broken: {
      heading: 'تعطّل هذا',
      words: 'الخطأ منّا. إعادة التحميل تفيد في العادة. مسوّداتك محفوظة.',
    },
  },
}

export const sidebar: typeof words.sidebar = {
  whatWePromise: 'بماذا نَعِد',
  promises: [
    'حين ينتهي وقت الكراد يزول: عند الجميع ومن كل قائمة.',
    'لا شيء يمدّ عمره: لا ردّ ولا تعديل، ولا حتى أنت.',
    'تنتهي الردود مع ما رُدّ به عليه.',
    'خلال دقيقة يُمحى من قاعدة بياناتنا، ولا يُخفى فحسب.',
  ],
  howItWorks: 'كيف يعمل النسيان',
  about: 'عن Cruddur',
  proof: 'الدليل',
  terms: 'الشروط',
  privacy: 'الخصوصية',
}

export const shortcuts: typeof words.shortcuts = {
  heading: 'اختصارات لوحة المفاتيح',
  enter: 'Enter',
  ctrlEnter: 'Ctrl Enter',
  commandEnter: '⌘ Enter',
  compose: 'اكتب كرادًا',
  next: 'الكراد أو الشخص التالي',
  previous: 'الكراد أو الشخص السابق',
  open: 'افتح الكراد',
  reply: 'رُدّ على الكراد',
  like: 'أبدِ إعجابك بالكراد',
  repost: 'أعد نشر الكراد',
  search: 'ابحث',
  post: 'انشر ما كتبته',
  show: 'اعرض هذه الاختصارات',
}
