import { words } from '../words/words.ts'
export type Loading = keyof typeof words.ui.loading

type ListSkeletonProps = {
  /** What is loading, for screen readers. */
  of: Loading
  count?: number
  lines?: number
}

/** The outline of a list that is loading. It is invisible for a blink, so that a fast reply does not flicker. */
export function ListSkeleton({ of, count = 4, lines = 3 }: ListSkeletonProps) {
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{words.ui.loading[of]}</span>
      {keys(count).map((item) => (
        <div key={item} className="skeleton-crud" aria-hidden="true">
          <div className="skeleton-face" />
          <div className="skeleton-lines">
            {keys(lines).map((line) => (
              <div key={line} />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

function keys(count: number): number[] {
  return [...Array(count).keys()]
}
