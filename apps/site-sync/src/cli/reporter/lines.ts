import { bytesWords } from '../../model/amounts.ts'
import type { Action, Change } from '../../model/change.ts'
import { colorOf, type Paint, printable } from './colors.ts'

const order: Action[] = ['create', 'update', 'headers', 'delete', 'no_change', 'ignore']

/** One change, as a line. */
export function changeLine({ path, action, size, file, encoding, note }: Change, paint: Paint): string {
  const more = [
    ...(file === undefined ? [] : [`from ${printable(file)}`]),
    ...(size === undefined || action === 'headers' ? [] : [bytesWords(size)]),
    ...(encoding ? [encoding] : []),
    ...(note ? [printable(note)] : []),
  ]
  const rest = more.length > 0 ? paint('grey', `  ${more.join(', ')}`) : ''
  return `  ${paint(colorOf[action], action.padEnd(9))}  ${printable(path)}${rest}`
}

/** Actions with how many there are of each: `3 create, 1 delete`. */
export function countsLine(counts: Record<string, number>, paint: Paint): string {
  const words = order
    .filter((action) => counts[action])
    .map((action) => paint(colorOf[action], `${counts[action]} ${action}`))
  return words.length > 0 ? words.join(', ') : 'nothing'
}
