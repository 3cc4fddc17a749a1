import { type ReactNode, useRef } from 'react'
import { useMarkedHits } from './use-marked-hits.ts'

/** Cruds that were found, with the words that were searched for marked. */
export function FoundCruds({ term, children }: { term: string; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null)
  useMarkedHits(ref, term)
  return <div ref={ref}>{children}</div>
}
