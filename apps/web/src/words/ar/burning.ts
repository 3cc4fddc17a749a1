import type { words } from '../words.ts'

export const burning: typeof words.burning = {
  title: 'أتحرقه الآن؟',
  yes: 'احرقه',
  no: 'أبقِه',
  whatHappens:
    'يختفي عند الجميع مع كل رد وإعجاب وإعادة نشر. أمامك 8 ثوانٍ للتراجع. بعدها لا أحد يستطيع إعادته، ولا حتى نحن.',
  burning: 'كرادك يحترق.',
  late: 'لم يُحرق بعد: يتعذّر الوصول إلى Cruddur. سنواصل المحاولة.',
  undo: 'تراجع',
  burnt: 'احترق. لقد زال عند الجميع.',
  failed: 'تعذّر حرقه.',
}
