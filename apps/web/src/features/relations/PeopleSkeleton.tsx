/** The form of people who are on their way. */
export function PeopleSkeleton() {
  return (
    <div className="skeleton" role="status">
      <span className="unseen">Loading people</span>
      {['one', 'two', 'three', 'four'].map((key) => (
        <div key={key} className="skeleton-crud" aria-hidden="true">
          <div className="skeleton-face" />
          <div className="skeleton-lines">
            <div />
            <div />
          </div>
        </div>
      ))}
    </div>
  )
}
