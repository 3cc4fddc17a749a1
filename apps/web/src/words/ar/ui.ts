import type { words } from '../words.ts'

export const ui: typeof words.ui = {
  close: 'إغلاق',
  back: 'رجوع',
  oneMoment: 'لحظة…',
  tryAgain: 'أعد المحاولة',
  loadMore: 'تحميل المزيد',
  loading: { cruds: 'جارٍ تحميل الكرادات', people: 'جارٍ تحميل الأشخاص' },
  offlineHeading: 'يبدو أنك غير متصل',
  unreachable: 'يتعذّر الوصول إلى Cruddur. تحقّق من اتصالك ثم أعد المحاولة.',
  failedHeading: 'لم ينجح ذلك',
}
