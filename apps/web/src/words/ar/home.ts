import type { words } from '../words.ts'

export const home: typeof words.home = {
  everyPostEnds: 'لكل منشور نهاية.',
  youChooseWhen: 'أنت تختار متى: بعد ساعة وحتى ثلاثين يومًا. ثم يُمحى من كل مكان خلال دقيقة.',
  join: 'انضم الآن',
  howItWorks: 'كيف يعمل',
  whatItShows: 'ما تعرضه الصفحة الرئيسية',
  all: 'الكل',
  following: 'المتابَعون',
  endingSoon: 'قبل أن يزول',
}
