import type { Notification } from '@cruddur/contract/notifications'
import { expect, it } from 'vitest'
import { firstEnd } from './unread-deadline.ts'

const page = (...notifications: [read: boolean, end: number][]) => ({
  cruds: notifications.map(([read, end]) => ({ read, expires_at: new Date(end).toISOString() }) as Notification),
  next: undefined,
})

it('guarantee 6: they are counted again when the first unread notification expires', () => {
  expect(firstEnd([page([false, 5000], [true, 1000]), page([false, 3000])])).toBe(3000)
  expect(firstEnd([page([true, 1000])])).toBe(Number.POSITIVE_INFINITY)
  expect(firstEnd([])).toBe(Number.POSITIVE_INFINITY)
})
