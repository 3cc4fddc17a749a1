import { words } from '../../words/words.ts'

/** The outline of a thread that is loading. */
export function ThreadSkeleton() {
  return (
    <div className="skeleton thread-skeleton" role="status">
      <span className="unseen">{words.thread.loading}</span>
      {['one', 'two', 'three', 'four'].map((key) => (
        <div key={key} aria-hidden="true" />
      ))}
    </div>
  )
}
