import type { words } from '../../words.ts'

export const receipts: typeof words.receipts = {
  ended: 'انتهى شيء كتبته',
  minute: (time) => `اختفى في وقته. انظر كيف أُتلِف مفتاح ${time}.`,
}
