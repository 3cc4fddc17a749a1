import type { Endpoint } from '@cruddur/contract/endpoint'
import { comparableAddress, type FirstPage, firstPageId } from '@cruddur/contract/first-page/first-page'
import { addressOf } from './call-address.ts'
import { serverClock } from './clock/server-clock.ts'
import { learnPosition } from './live/earliest-position.ts'

/** Counted from the navigation. Whatever comes to a page later, such as a sign-out, asks the server. */
const maxAgeMs = 60_000

/**
 * Takes what the server sent with the HTML in place of a visitor's first call, if it is the reply to this one. Like every
 * reply it sets the server clock, and says where the stream has to begin. It is there once.
 */
export function takeFirstPage(endpoint: Endpoint, args: unknown): FirstPage | undefined {
  const element = globalThis.document?.getElementById(firstPageId)
  if (!element || endpoint.method !== 'GET') return undefined
  const sent = JSON.parse(element.textContent ?? 'null') as FirstPage
  const isLate = performance.now() > maxAgeMs
  const { pathname, searchParams } = new URL(addressOf(endpoint, args as Record<string, unknown>), location.origin)
  const isAsked = comparableAddress(decodeURIComponent(pathname), searchParams) === sent.address
  if (!(isLate || isAsked)) return undefined
  element.remove()
  if (isLate) return undefined
  serverClock.learn({ date: sent.date, age: null, sent: { wall: performance.timeOrigin, steady: 0 } })
  learnPosition(sent.position)
  return sent
}
