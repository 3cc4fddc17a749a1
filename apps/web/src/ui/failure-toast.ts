import { failureCodes } from '../client/call-error.ts'
import { errorWords } from '../client/error-words.ts'
import { showToast } from './toast.ts'

/** Says that something failed, and why. */
export function toastFailure(words: string, error: unknown): void {
  showToast({ words: `${words} ${errorWords[failureCodes(error)[0]]}` })
}
