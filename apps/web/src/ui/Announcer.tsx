import { useStore } from '../client/store.ts'
import { announcement } from './announce.ts'

export function Announcer() {
  return (
    <div className="unseen" role="status" aria-live="polite">
      {useStore(announcement)}
    </div>
  )
}
