import type { Action } from '../../model/change.ts'

const codes = { red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, grey: 90, bold: 1 }
export type Color = keyof typeof codes
export type Paint = (color: Color, words: string) => string

export const plain: Paint = (_color, words) => words
export const painted: Paint = (color, words) => `\u001b[${codes[color]}m${words}\u001b[0m`

export const colorOf: Record<Action, Color> = {
  create: 'green',
  update: 'yellow',
  headers: 'blue',
  delete: 'red',
  no_change: 'grey',
  ignore: 'grey',
}

/** Names of files are somebody's: what would move the cursor or paint is shown as it would be written in a string. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (letter) =>
    JSON.stringify(letter).slice(1, -1),
  )
}
