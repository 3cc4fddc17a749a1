import { type Receipt, showReceipt } from '@cruddur/contract/receipts/receipts'
import { call } from '../../client/call.ts'
import { failureCodes } from '../../client/call-error.ts'
import { pause } from './pause.ts'

const askEveryMs = 2_000

/** The line for a minute, as soon as it is there. Rejects when `signal` is aborted. */
export async function waitForReceipt(minute: string, signal: AbortSignal): Promise<Receipt> {
  for (;;) {
    const receipt = await findReceipt(minute, signal).catch(() => null)
    if (receipt) return receipt
    await pause(askEveryMs, signal)
  }
}

/** Null if the log has no line for this minute, or none yet. */
export async function findReceipt(minute: string, signal: AbortSignal): Promise<Receipt | null> {
  try {
    return await call(showReceipt, { minute }, { signal })
  } catch (error) {
    if (failureCodes(error)[0] === 'receipt_not_found') return null
    throw error
  }
}
