import type { Change } from './change.ts'

export type Progress = { done: number; total: number; words: string }

/** What a run took. `bytes`: of files that were sent. */
export type Measures = { bytes: number; requests: number; seconds: number }

/** How a run speaks to who started it: to a person at a terminal, to the log of a pipeline, or to a program. */
export type Reporter = {
  /** One line of the plan, or of what is being done, unless its action is silent. */
  change(change: Change): void
  /** How far it is. Drawn over itself on a terminal, a line now and then elsewhere. */
  progress(progress: Progress): void
  /** Something that one should know. */
  note(words: string): void
  warn(words: string): void
  /** What the plan amounts to, or what was done. */
  summary(title: string, counts: Record<string, number>, measures?: Measures): void
  /** False for anything but yes, where nobody can answer, and after the signal. */
  ask(question: string, signal?: AbortSignal): Promise<boolean>
  /** The last word of a run that did not end well. */
  fail(words: string): void
  end(): void
}
