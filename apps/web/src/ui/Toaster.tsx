import { useStore } from '../client/store.ts'
import { AppLink } from '../navigation/AppLink.tsx'
import { hideToast, shownToast } from './toast.ts'

export function Toaster() {
  const toast = useStore(shownToast)
  return (
    <div className="toaster" role="status">
      {toast && (
        <p className="toast">
          {toast.words}{' '}
          {toast.link && (
            <AppLink href={toast.link.href} onClick={hideToast}>
              {toast.link.words}
            </AppLink>
          )}
        </p>
      )}
    </div>
  )
}
