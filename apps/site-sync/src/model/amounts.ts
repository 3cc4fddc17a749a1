import type { Measures } from './reporter.ts'

const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes as people read them: `4.1 kB`. */
export function bytesWords(bytes: number): string {
  const power = Math.min(bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3), units.length - 1)
  const amount = bytes / 1000 ** power
  return `${power === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${units[power]}`
}

/** `1 file`, `2 files`. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${count === 1 ? one : many}`
}

/** What a run took: `28.4 kB sent, 9 requests, 0.3 s`. */
export function measuresWords({ bytes, requests, seconds }: Measures): string {
  return `${bytesWords(bytes)} sent, ${countWords(requests, 'request')}, ${seconds.toFixed(1)} s`
}
