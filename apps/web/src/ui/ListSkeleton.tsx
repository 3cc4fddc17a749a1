/** The form of cruds that are on their way. It stays unseen for a blink, so that a fast answer does not flicker. */
export function CrudSkeleton({ count = 4 }: { count?: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="unseen">Loading cruds</span>
      {Array.from({ length: count }, (_, index) => `crud ${index}`).map((key) => (
        <div key={key} className="skeleton-crud" aria-hidden="true">
          <div className="skeleton-face" />
          <div className="skeleton-lines">
            <div />
            <div />
            <div />
          </div>
        </div>
      ))}
    </div>
  )
}
