import { resolve } from 'node:path'
import type { Settings } from '../../model/settings.ts'
import { didYouMean } from './near-miss.ts'
import type { RawOption } from './raw-options.ts'

/** A value is not what it should be. The words follow the name of where it was written. */
export class ValueFault extends Error {}

export type ReadValue<T> = (option: RawOption) => T

function fault(words: string): never {
  throw new ValueFault(words)
}

export function text({ raw }: RawOption): string {
  if (typeof raw !== 'string') return fault(`${show(raw)} is no text: put it in quotes`)
  return raw.trim() === '' ? fault('it is empty') : raw
}

/** An absolute path. A relative one goes from the folder of its file of settings, or from the current folder. */
export function path(option: RawOption): string {
  return resolve(option.base, text(option))
}

/** For what is written in no other way than as a table. */
export function none(): never {
  return fault('it is a table of site-sync.toml')
}

export function yesOrNo({ raw }: RawOption): boolean {
  if (typeof raw === 'boolean') return raw
  const word = typeof raw === 'string' ? raw.trim().toLowerCase() : ''
  if (['true', 'yes', '1', 'on'].includes(word)) return true
  if (['false', 'no', '0', 'off'].includes(word)) return false
  return fault(`${show(raw)} is neither true nor false`)
}

export function count(least: number, most: number): ReadValue<number> {
  return ({ raw }) => {
    const number = typeof raw === 'string' && /^\d+$/.test(raw.trim()) ? Number(raw) : raw
    const isRight = typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
    return isRight ? number : fault(`${show(raw)} is not a number from ${least} to ${most}`)
  }
}

/** `40`, or `10%` of the objects in the bucket. */
export function maxDelete({ raw }: RawOption): Settings['maxDelete'] {
  const percent = typeof raw === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(raw)?.[1] : undefined
  if (percent !== undefined && Number(percent) <= 100) return { share: Number(percent) / 100, count: 0 }
  const whole = typeof raw === 'string' && /^\s*\d+\s*$/.test(raw) ? Number(raw) : raw
  if (typeof whole === 'number' && Number.isSafeInteger(whole) && whole >= 0) return { share: 0, count: whole }
  return fault(`${show(raw)} is neither a count, such as 40, nor a share, such as 10%`)
}

/** `{ share: 0.25, count: 100 }`, of programs. They may also write it as people do. */
export function maxDeleteOption(option: RawOption): Settings['maxDelete'] {
  const { raw } = option
  if (typeof raw !== 'object' || raw === null) return maxDelete(option)
  const { share, count: most, ...others } = raw as Record<string, unknown>
  if (Object.keys(others).length > 0) return fault(`${show(raw)} has more than share and count`)
  const isShare = typeof share === 'number' && share >= 0 && share <= 1
  if (!isShare) return fault(`${show(share)} is no share: 0.25 is a quarter of the objects`)
  const isCount = typeof most === 'number' && Number.isSafeInteger(most) && most >= 0
  return isCount ? { share, count: most } : fault(`${show(most)} is no count of objects`)
}

export function oneOf<T extends string>(...words: T[]): ReadValue<T> {
  return ({ raw }) =>
    words.find((word) => word === raw) ??
    fault(`${show(raw)} is none of ${words.join(', ')}${didYouMean(String(raw), words)}`)
}

const action = oneOf('create', 'update', 'headers', 'delete', 'no_change', 'ignore')

/** `ignore,no_change`, or a list in a file of settings. */
export function actions({ raw, ...from }: RawOption): string[] {
  const parts = typeof raw === 'string' ? raw.split(',').map((part) => part.trim()) : raw
  if (!Array.isArray(parts)) return fault(`${show(raw)} is no list of actions`)
  return parts.filter((part) => part !== '').map((part) => action({ ...from, raw: part }))
}

/** One pattern or several. */
export function patterns({ raw, ...from }: RawOption): string[] {
  return (Array.isArray(raw) ? raw : [raw]).map((one) => {
    const pattern = text({ ...from, raw: one })
    if (/^!(?!\()/.test(pattern)) {
      return fault(`${pattern}: patterns cannot be turned round; see --include and --protect`)
    }
    return pattern
  })
}

export function show(raw: unknown): string {
  return typeof raw === 'string' ? `"${raw}"` : (JSON.stringify(raw) ?? String(raw))
}
