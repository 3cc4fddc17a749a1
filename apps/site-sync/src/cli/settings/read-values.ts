import { resolve } from 'node:path'
import { didYouMean } from './near-miss.ts'
import type { Given } from './raw-options.ts'

/** A value is not what it should be. The words follow the name of where it was written. */
export class ValueFault extends Error {}

export type ReadValue<T> = (given: Given) => T

const fault = (words: string): never => {
  throw new ValueFault(words)
}

export const text: ReadValue<string> = ({ raw }) => {
  if (typeof raw !== 'string') return fault(`${show(raw)} is no text: put it in quotes`)
  return raw.trim() === '' ? fault('it is empty') : raw
}

/** A path, whole. One in a file of settings goes from where that file is. */
export const pathFrom =
  (cwd: string): ReadValue<string> =>
  (given) =>
    resolve(given.base ?? cwd, text(given))

export const yesOrNo: ReadValue<boolean> = ({ raw }) => {
  if (typeof raw === 'boolean') return raw
  const word = typeof raw === 'string' ? raw.trim().toLowerCase() : ''
  if (['true', 'yes', '1', 'on'].includes(word)) return true
  if (['false', 'no', '0', 'off'].includes(word)) return false
  return fault(`${show(raw)} is neither true nor false`)
}

export const count =
  (least: number, most: number): ReadValue<number> =>
  ({ raw }) => {
    const number = typeof raw === 'string' && /^\d+$/.test(raw.trim()) ? Number(raw) : raw
    return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
      ? number
      : fault(`${show(raw)} is not a number from ${least} to ${most}`)
  }

/** `40`, or `10%` of the objects that there are. */
export const maxDelete: ReadValue<{ share: number; count: number }> = (given) => {
  const { raw } = given
  const percent = typeof raw === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(raw)?.[1] : undefined
  if (percent !== undefined && Number(percent) <= 100) return { share: Number(percent) / 100, count: 0 }
  const whole = typeof raw === 'string' && /^\s*\d+\s*$/.test(raw) ? Number(raw) : raw
  if (typeof whole === 'number' && Number.isSafeInteger(whole) && whole >= 0) return { share: 0, count: whole }
  return fault(`${show(raw)} is neither a count, such as 40, nor a share, such as 10%`)
}

export const oneOf =
  <T extends string>(...words: T[]): ReadValue<T> =>
  ({ raw }) =>
    words.find((word) => word === raw) ??
    fault(`${show(raw)} is none of ${words.join(', ')}${didYouMean(String(raw), words)}`)

/** `ignore,no_change`, or a list in a file of settings. */
export const listOf =
  <T extends string>(...words: T[]): ReadValue<T[]> =>
  ({ from, raw }) => {
    const parts = typeof raw === 'string' ? raw.split(',').map((part) => part.trim()) : raw
    if (!Array.isArray(parts)) return fault(`${show(raw)} is no list of ${words.join(', ')}`)
    return parts.filter((part) => part !== '').map((part) => oneOf(...words)({ from, raw: part }))
  }

/** One text or several. */
export const texts: ReadValue<string[]> = ({ from, raw }) =>
  (Array.isArray(raw) ? raw : [raw]).map((one) => text({ from, raw: one }))

export const patterns: ReadValue<string[]> = (given) =>
  texts(given).map((pattern) => {
    if (/^!(?!\()/.test(pattern))
      return fault(`${pattern}: patterns cannot be turned round; see --include and --protect`)
    return pattern
  })

export const show = (raw: unknown): string =>
  typeof raw === 'string' ? `"${raw}"` : (JSON.stringify(raw) ?? String(raw))
