import { createHash } from 'node:crypto'
import type { PushNote } from '@cruddur/contract/push/push'
import { encryptForBrowser } from './encryption.ts'
import type { PushKeys } from './push-keys.ts'
import type { Device } from './push-notes.store.ts'

/** `gone`: the push service does not know the browser any more. `refused`: it will not take this note. */
export type Outcome = 'sent' | 'gone' | 'refused' | 'later'

const timeoutMs = 10_000
/** A push service keeps a note for a browser that is away, at most for four weeks. */
const maxTtlSeconds = 28 * 86_400

/**
 * Sends a note to one browser by its push service (RFC 8030), which may keep it until the note's end and no longer.
 * Redirects are not followed: they could lead anywhere.
 */
export async function sendNote(keys: PushKeys, device: Device, note: Omit<PushNote, 'language'>): Promise<Outcome> {
  const ttl = Math.min(Math.floor((note.end - Date.now()) / 1000), maxTtlSeconds)
  if (ttl < 1) return 'refused'
  const text = JSON.stringify({ ...note, language: device.language } satisfies PushNote)
  const browserKeys = { p256dh: Buffer.from(device.p256dh, 'base64url'), auth: Buffer.from(device.auth, 'base64url') }
  const headers = {
    authorization: await keys.authorizationFor(device.endpoint),
    'content-encoding': 'aes128gcm',
    'content-type': 'application/octet-stream',
    ttl: String(ttl),
    urgency: note.kind === 'ending' ? 'low' : 'normal',
    topic: topicOf(note),
  }
  const body = new Uint8Array(encryptForBrowser(text, browserKeys))
  const signal = AbortSignal.timeout(timeoutMs)
  const reply = await fetch(device.endpoint, { method: 'POST', headers, body, redirect: 'manual', signal })
  await reply.body?.cancel()
  return outcomeOf(reply.status)
}

/** A later note about the same thing takes the place of one that is still waiting. A hash, because the service reads it. */
function topicOf({ kind, about }: Pick<PushNote, 'kind' | 'about'>): string {
  return createHash('sha256').update(`${kind} ${about}`).digest('base64url').slice(0, 32)
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return 'sent'
  if (status === 404 || status === 410) return 'gone'
  return status === 429 || status >= 500 ? 'later' : 'refused'
}
