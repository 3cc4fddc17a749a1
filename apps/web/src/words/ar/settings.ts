import type { words } from '../words.ts'

export const settings: typeof words.settings = {
  heading: 'الإعدادات',
  sections: 'الأقسام',
  account: 'الحساب',
  appearance: 'المظهر',
  themes: { system: 'النظام', dark: 'داكن', light: 'فاتح' },
  keyboard: 'لوحة المفاتيح',
  keyboardHint: 'تنقّل بين الكرادات ورُدّ وانشر من لوحة المفاتيح وحدها.',
  showShortcuts: 'عرض الاختصارات',
  writing: 'الكتابة',
  privacy: 'الخصوصية',
  data: 'بياناتك',
  about: 'عن Cruddur',
  aboutPage: 'كيف يعمل النسيان',
  terms: 'الشروط',
  privacyPage: 'الخصوصية',
}
