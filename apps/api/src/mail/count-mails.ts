import type { Metrics } from '../telemetry/metrics/metrics.ts'
import type { Mail } from './mail.ts'

/** Counts e-mails that are being sent, were sent and could not be. */
export function countMails(mail: Mail, { mails, mailsWaiting }: Pick<Metrics, 'mails' | 'mailsWaiting'>): Mail {
  let waiting = 0
  mailsWaiting.from(() => [{ values: [], value: waiting }])
  return {
    async send(email) {
      waiting++
      try {
        await mail.send(email)
        mails.add(['sent'])
      } catch (error) {
        mails.add(['failed'])
        throw error
      } finally {
        waiting--
      }
    },
    close: () => mail.close(),
  }
}
