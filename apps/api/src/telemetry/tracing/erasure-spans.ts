import type { Eraser } from '../../retention/erasure-loop.ts'
import { errorTypeOf, runOutsideSpans } from './span.ts'
import type { Tracing } from './tracing.ts'

/** An eraser whose batches are recorded, if they erased anything or failed. Most passes find nothing to erase. */
export function traceEraser(tracing: Tracing | null | undefined, name: string, eraser: Eraser): Eraser {
  if (!tracing) return eraser
  const record = (startMs: number, attributes: { 'cruddur.erased_rows'?: number }, failure?: string) => {
    const span = tracing.startTrace({}, () => ({ name: `erase ${name}`, startMs, attributes }))
    if (failure) span.fail(failure)
    span.end()
  }
  return (db, limit) =>
    runOutsideSpans(async () => {
      const startMs = Date.now()
      try {
        const rows = await eraser(db, limit)
        if (rows > 0) record(startMs, { 'cruddur.erased_rows': rows })
        return rows
      } catch (error) {
        record(startMs, {}, errorTypeOf(error))
        throw error
      }
    })
}
