import type { Stage } from './stage.ts'

/** What a figure must be at least, or at most. */
export type Reach = { atLeast: number } | { atMost: number }

/** One number of a row, such as the ratio of two rates. */
export type Figure = {
  /** What it is, such as `of the limit's rate`. */
  words: string
  /** None: it is only reported. */
  reach?: Reach
  /** The unit of what ours and the limit measured, such as `/s`. */
  unit?: string
}

/** One measurement of a figure. */
export type Sample = {
  /** What the reach is about: often ours divided by the limit's. */
  value: number
  ours?: number
  limit?: number
}

/** Measures every figure of a row once. */
export type Round<Name extends string = string> = () => Promise<Record<Name, Sample>>

/**
 * One row of the table: something that people do, beside the limit of the machine for the same work in the same run. Both are
 * measured in turn, round after round.
 */
export type Row<Name extends string = string> = {
  /** What is typed to run it alone. */
  name: string
  /** What is measured. */
  measure: string
  /** What it is compared with. */
  limit: string
  figures: Record<Name, Figure>
  /** For rows that take long: fewer rounds than the others. */
  rounds?: number
  /**
   * Gets ready, and returns what measures one round.
   *
   * @param opened what must be closed when the row is done
   */
  start(stage: Stage, opened: AsyncDisposableStack): Promise<Round<Name>>
}

/** Measures both sides, each of them first in every other round, and returns ours divided by the limit's. */
export function inTurn(sides: {
  ours: () => Promise<number>
  limit: () => Promise<number>
}): () => Promise<Required<Sample>> {
  let isOursFirst = false
  return async () => {
    isOursFirst = !isOursFirst
    const early = isOursFirst ? await sides.ours() : 0
    const limit = await sides.limit()
    const ours = isOursFirst ? early : await sides.ours()
    return { value: ours / limit, ours, limit }
  }
}

export function medianOf(list: readonly number[]): number {
  return quantileOf(list, 0.5)
}

/** @param share such as 0.99 for the 99th percentile */
export function quantileOf(list: readonly number[], share: number): number {
  return list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN
}
