import type { words } from '../words.ts'

export const identity: typeof words.identity = {
  show: 'إظهار',
  hide: 'إخفاء',
  whatITyped: 'ما كتبته',
  code: 'الرمز',
  codeHint: 'الأرقام الواردة في الرسالة التي أرسلناها إليك.',
  confirm: 'تأكيد',
  confirmed: 'تم تأكيد بريدك الإلكتروني. سجّل الدخول للبدء.',
  handleTakenMeanwhile: 'سبقك شخص آخر إلى تأكيد اسم المستخدم هذا. أنشئ حسابك مجددًا باسم آخر.',
  codeSent: 'أرسلنا رمزًا إلى <address/>. قد يستغرق ذلك دقيقة. إن لم تجده فابحث في مجلد الرسائل غير المرغوبة.',
  handle: 'اسم المستخدم',
  handleHint: 'به يخاطبك الناس: من 3 إلى 30 من الحروف a–z والأرقام والشرطات السفلية.',
  handleIsFree: (handle) => `\u2068@${handle}\u2069 متاح.`,
  handleIsTaken: (handle) => `\u2068@${handle}\u2069 محجوز.`,
}
