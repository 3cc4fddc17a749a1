import { EventEmitter, once } from 'node:events'

export type DeliveredCodes = {
  /**
   * The oldest code for an address that was not asked for yet. Waits for it.
   *
   * @throws Error if none comes in ten seconds
   */
  next(email: string): Promise<string>
}

const deliveryMaxMs = 10_000
const delivery = /Destination:\s+(\S+)[\s\S]*?Code:\s+(\d{6})/g

/** Collects the codes that cognito-local writes to its output in a box, instead of sending them. */
export function createDeliveredCodes(): DeliveredCodes & { read(output: string): void } {
  const codes = new Map<string, string[]>()
  const delivered = new EventEmitter().setMaxListeners(0)
  let unread = ''
  return {
    read(output) {
      unread += output
      let end = 0
      for (const { 0: box, 1: email = '', 2: code = '', index } of unread.matchAll(delivery)) {
        codes.set(email, [...(codes.get(email) ?? []), code])
        end = index + box.length
      }
      if (end === 0) return
      unread = unread.slice(end)
      delivered.emit('code')
    },
    async next(email) {
      const signal = AbortSignal.timeout(deliveryMaxMs)
      for (;;) {
        const code = codes.get(email)?.shift()
        if (code) return code
        await once(delivered, 'code', { signal }).catch(() => {
          throw new Error(`No code came for ${email}`)
        })
      }
    },
  }
}
