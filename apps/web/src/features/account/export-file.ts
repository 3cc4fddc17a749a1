import { exportAccount } from '@cruddur/contract/account'
import { call } from '../../client/call.ts'

/** Saves everything that is kept about the caller as a file. A plain link could not send the token. */
export async function saveExport(handle: string): Promise<void> {
  const kept = await call(exportAccount, {})
  const url = URL.createObjectURL(new Blob([JSON.stringify(kept, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `cruddur-${handle}-${kept.exported_at.slice(0, 10)}.json`
  link.click()
  // By then the browser has opened the file.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
