import { useOnline } from '../../client/online.ts'
import { words } from '../../words/words.ts'

/** Says while the device has no network that this is why nothing new comes. */
export function OfflineBanner() {
  const isOnline = useOnline()
  return (
    <div role="status" className="offline-banner" hidden={isOnline}>
      {!isOnline && words.device.offline}
    </div>
  )
}
