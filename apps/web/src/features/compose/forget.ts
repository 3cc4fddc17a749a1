import { forgetOutbox } from './outbox.ts'
import { forgetDrafts } from './use-draft.ts'

/** Whatever somebody wrote here and did not publish is gone from this device. */
export const forgetWritten = (): void => {
  forgetDrafts()
  forgetOutbox()
}
