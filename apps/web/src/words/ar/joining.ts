import type { words } from '../words.ts'

export const joining: typeof words.joining = {
  invitation: 'رمز الدعوة',
  invitationHint: 'لا ينضم إلى هذا الخادم إلا المدعوون. اطلب رمزًا من أحد المشرفين.',
  closed: 'لا يمكن لأحد الانضمام إلى هذا الخادم في الوقت الحالي.',
}

export const invitation: typeof words.invitation = {
  joinTo: (what) => `انضم ${what}`,
  signInTo: (what) => `سجّل الدخول ${what}`,
  whatItTakes: 'يكفي اسم واسم مستخدم وبريد إلكتروني. ثم تعود إلى هذه الصفحة.',
  signIn: 'تسجيل الدخول',
  joinNow: 'انضم الآن',
  heading: 'لكل منشور نهاية',
  words: 'أنت تختار متى: بعد ساعة وحتى ثلاثين يومًا. ثم يُمحى من كل مكان خلال دقيقة.',
}
