import type { PushNote } from '@cruddur/contract/push/push'
import { sql } from 'kysely'
import type { CDPSession, Worker } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPushService } from '../apps/api/src/push/testing/push-service.ts'
import { expectAccessible } from './axe.ts'
import { waitForWorker } from './installed.ts'
import { createPerson, signIn } from './people.ts'
import { sharedStage } from './start.ts'

const service = await startPushService()
afterAll(() => service.close())

/**
 * The packaged browser reaches no push service, and has no screen for notes: whatever is granted, it says `denied`. So its
 * subscription is one of our service, and the worker's notes stand in a list. All else is the browser's own: worker, delivery, pages.
 */
const withService = ({ endpoint, p256dh, auth }: { endpoint: string; p256dh: string; auth: string }) => `{
  const keys = ${JSON.stringify({ p256dh, auth })}
  const subscription = {
    endpoint: ${JSON.stringify(endpoint)},
    toJSON: () => ({ endpoint: ${JSON.stringify(endpoint)}, keys }),
    unsubscribe: async () => localStorage.removeItem('test.subscribed') ?? true,
  }
  Object.defineProperty(Notification, 'permission', { get: () => localStorage.getItem('test.asked') ? 'granted' : 'default' })
  Notification.requestPermission = async () => (localStorage.setItem('test.asked', '1'), 'granted')
  PushManager.prototype.subscribe = async () => (localStorage.setItem('test.subscribed', '1'), subscription)
  PushManager.prototype.getSubscription = async () => (localStorage.getItem('test.subscribed') ? subscription : null)
}`

/** In the worker: where its notes stand. */
const screen = `{
  const notes = new Map()
  self.registration.showNotification = async (title, { tag, body, data }) =>
    void notes.set(tag, { title, tag, body, data, close: () => notes.delete(tag) })
  self.registration.getNotifications = async () => [...notes.values()]
}`

/** Delivers a push message to the real worker of a page, as the browser does. */
async function deliver(cdp: CDPSession, origin: string, registrationId: string, note: PushNote): Promise<void> {
  await cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(note) })
}

const notesOf = (worker: Worker) =>
  worker.evaluate<{ title: string; body: string }[]>(
    'self.registration.getNotifications().then((notes) => notes.map(({ title, body }) => ({ title, body })))',
  )

describe('notes on a device', () => {
  const stage = sharedStage({ PUSH_SERVICES: service.origin })
  beforeAll(async () => {
    await createPerson(stage, 'worf', 'Worf')
  })

  it('are switched on by a click, say nothing, end at their end, and end with the session', async () => {
    const data = await createPerson(stage, 'data', 'Data')
    const device = service.subscribe()
    const { page, context, end } = await stage.open({ serviceWorkers: 'allow' })
    await context.addInitScript(withService(device))
    const cdp = await context.newCDPSession(page)
    const registered = new Promise<string>((resolve) => {
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        if (registrations[0]) resolve(registrations[0].registrationId)
      })
    })
    await cdp.send('ServiceWorker.enable')
    await signIn(page, 'worf')
    await waitForWorker(page)
    const [worker] = context.serviceWorkers()
    if (!worker) throw new Error('There is no service worker')
    await worker.evaluate(screen)
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Turn on notes' }).click()
    await page.getByText('Notes are on.').waitFor()
    await expectAccessible(page, 'settings with notes on')

    await data.crud('@worf words that no note may hold')
    await expect.poll(() => device.received.length).toBe(1)
    const note = device.received[0]?.note as PushNote
    expect(Object.keys(note).sort()).toEqual(['about', 'end', 'kind', 'language'])

    // A reader who looks at the app is told by the app.
    await page.goto('about:blank')
    const soon = { ...note, end: Date.now() + 8_000 }
    await deliver(cdp, stage.origin, await registered, soon)
    await page.goto('/about')
    await expect
      .poll(() => notesOf(worker))
      .toMatchObject([{ title: 'Somebody mentioned you', body: expect.stringMatching(/^Gone /) }])
    await expect.poll(() => notesOf(worker), { timeout: 20_000 }).toEqual([])
    expect(Date.now()).toBeGreaterThanOrEqual(soon.end)
    await page.goto('about:blank')
    await deliver(cdp, stage.origin, await registered, { ...note, end: Date.now() - 1 })
    await deliver(cdp, stage.origin, await registered, { ...note, kind: 'reply' })
    await page.goto('/settings')
    await expect.poll(() => notesOf(worker)).toMatchObject([{ title: 'Somebody replied to you' }])

    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
    await expect.poll(() => notesOf(worker)).toEqual([])
    await expect.poll(() => page.evaluate('localStorage.getItem("test.subscribed")')).toBeNull()
    await data.crud('@worf again')
    const { rows } = await sql`select from push_subscriptions`.execute(stage.db)
    expect(rows).toEqual([])
    await end()
  })
})
