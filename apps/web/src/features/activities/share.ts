import type { Activity } from '@cruddur/contract/activities'
import { addressOfCrud } from '../../cruds/crud-address.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'

/** Shares the address of a crud and never its words, because a copy could not be forgotten. */
export async function shareCrud(crud: Activity): Promise<void> {
  const url = new URL(addressOfCrud(crud), location.origin).href
  try {
    if (navigator.share && matchMedia('(pointer: coarse)').matches) return await navigator.share({ url })
    await navigator.clipboard.writeText(url)
    showToast({ words: words.cruds.linkCopied })
  } catch (error) {
    // Closing the device's share sheet is no failure.
    if (error instanceof DOMException && error.name === 'AbortError') return
    showToast({ words: words.cruds.copyFailed })
  }
}
