import type { words } from '../words.ts'

export const reports: typeof words.reports = {
  reportCrud: (handle) => `الإبلاغ عن هذا الكراد من \u2068@${handle}\u2069`,
  reportPerson: (handle) => `الإبلاغ عن \u2068@${handle}\u2069`,
  aboutCrud: (handle) =>
    `تُحفظ نسخة منه للمشرفين، لأن الكراد قد يزول قبل أن ينظروا فيه. لا يعرض Cruddur النسخة على أحد غيرهم، ولها نهاية هي أيضًا. لن يُبلَّغ \u2068@${handle}\u2069 بذلك.`,
  aboutPerson: (handle) => `يرى المشرفون عمّن البلاغ وما تكتبه هنا. لن يُبلَّغ \u2068@${handle}\u2069 بذلك.`,
  haveModerators: 'سيراه مشرفو هذا الخادم.',
  noModerators: 'ليس لهذا الخادم مشرفون، فلن ينظر أحد في بلاغك. اكتم أو احظر لتُبعده عنك.',
  thanks: 'شكرًا على البلاغ.',
  send: 'إرسال البلاغ',
  whatIsWrong: 'ما المشكلة؟',
  note: 'ملاحظة',
  noteHint: 'أي شيء آخر ينبغي أن يعرفه المشرفون. اختياري.',
  reasons: {
    spam: 'إزعاج أو احتيال',
    harassment: 'مضايقة',
    hate: 'كراهية',
    violence: 'تهديد أو عنف',
    sexual: 'محتوى جنسي غير مرغوب فيه',
    illegal: 'مخالف للقانون',
    other: 'شيء آخر',
  },
}
