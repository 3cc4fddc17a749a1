/** The form of a thread that is on its way. */
export function ThreadSkeleton() {
  return (
    <div className="skeleton thread-skeleton" role="status">
      <span className="unseen">Loading messages</span>
      {['one', 'two', 'three', 'four'].map((key) => (
        <div key={key} aria-hidden="true" />
      ))}
    </div>
  )
}
