import { showPushKey, subscribeToPush, unsubscribeFromPush } from '@cruddur/contract/push/push'
import { language } from '../../words/language.ts'
import { call } from '../call.ts'
import { CallError } from '../call-error.ts'
import { registerWorker } from './register-worker.ts'

/** `blocked`: the reader has told the browser to show none. */
export type PushState = 'unsupported' | 'blocked' | 'off' | 'on'

async function pushManager(): Promise<PushManager | undefined> {
  if (typeof PushManager === 'undefined' || typeof Notification === 'undefined') return
  return (await registerWorker())?.pushManager
}

/** Whether this browser shows notes. It asks nobody. */
export async function readPushState(): Promise<PushState> {
  const manager = await pushManager()
  if (!manager) return 'unsupported'
  if (Notification.permission === 'denied') return 'blocked'
  return Notification.permission === 'granted' && (await manager.getSubscription()) ? 'on' : 'off'
}

/**
 * Asks the reader for the permission and subscribes this browser. For a click: browsers refuse to ask otherwise.
 *
 * @throws CallError `push_service_unknown` also when the browser cannot reach its push service
 */
export async function switchPushOn(): Promise<void> {
  const manager = await pushManager()
  if (!manager || (await Notification.requestPermission()) !== 'granted') return
  const { public_key } = await call(showPushKey, {})
  const applicationServerKey = Uint8Array.from(atob(public_key.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  )
  const subscription = await manager.subscribe({ userVisibleOnly: true, applicationServerKey }).catch(() => {
    throw new CallError(0, ['push_service_unknown'])
  })
  try {
    await send(subscription)
  } catch (error) {
    await subscription.unsubscribe()
    throw error
  }
}

async function send(subscription: PushSubscription): Promise<void> {
  const { endpoint = '', keys: { p256dh = '', auth = '' } = {} } = subscription.toJSON()
  await call(subscribeToPush, { endpoint, p256dh, auth, language })
}

/** Ends the notes on this browser: the server forgets it first, so that nothing is sent to an address that is gone. */
export async function switchPushOff(): Promise<void> {
  const subscription = await (await pushManager())?.getSubscription()
  if (!subscription) return
  await call(unsubscribeFromPush, { endpoint: subscription.endpoint })
  await subscription.unsubscribe()
}

/** Tells the server again of a subscription that there is: the browser may have given it another address. */
export async function renewPush(): Promise<void> {
  const subscription = await (await pushManager())?.getSubscription()
  if (subscription) await send(subscription)
}

/** Ends it on this device alone. The server has ended it with the session. */
export async function dropPush(): Promise<void> {
  await (await (await pushManager())?.getSubscription())?.unsubscribe()
}
