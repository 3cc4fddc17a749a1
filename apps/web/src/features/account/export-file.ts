import { exportAccount } from '@cruddur/contract/account'
import { call } from '../../client/call.ts'

/** Everything that is kept of the caller, as a file that the browser saves. It needs a token, so that a link could not fetch it. */
export async function saveExport(handle: string): Promise<void> {
  const kept = await call(exportAccount, {})
  const url = URL.createObjectURL(new Blob([JSON.stringify(kept, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `cruddur-${handle}-${kept.exported_at.slice(0, 10)}.json`
  link.click()
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
