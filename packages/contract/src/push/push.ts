import { z } from 'zod/mini'
import { Done } from '../done.ts'
import { endpoint } from '../endpoint.ts'

// Notes on devices (Web Push, RFC 8030). They say that something is there and when it ends, never what it says.

const base64url = (bytes: number) =>
  z.string().check(z.regex(new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}=*$`), 'push_subscription_invalid'))

/** An address that a browser got from its push service. Whoever knows it and our key can send to the browser. */
const PushEndpoint = z
  .string('push_subscription_invalid')
  .check(z.maxLength(2000, 'push_subscription_invalid'), z.regex(/^https?:\/\/\S+$/, 'push_subscription_invalid'))

/** The languages that notes are written in, on the device. */
export const pushLanguages = ['en', 'de', 'ar'] as const
export type PushLanguage = (typeof pushLanguages)[number]

/** What a note is about: a reply to a crud of yours, a mention, a direct message, or a crud you liked that ends within an hour. */
export const pushKinds = ['reply', 'mention', 'message', 'ending'] as const
export type PushKind = (typeof pushKinds)[number]

/** What is sent to a device, encrypted for it. */
export type PushNote = {
  kind: PushKind
  /** The uuid of the crud, or of the conversation. */
  about: string
  /** When what it is about ends: milliseconds since 1970. The note is not shown any longer. */
  end: number
  language: PushLanguage
}

export const showPushKey = endpoint({
  method: 'GET',
  path: '/api/push/key',
  summary: 'The public key that a browser subscribes with (VAPID, RFC 8292).',
  caller: 'member',
  holdsCruds: false,
  reply: z.object({
    /** A point of P-256, uncompressed, as base64url. */
    public_key: z.string(),
  }),
  errors: [],
})

export const subscribeToPush = endpoint({
  method: 'PUT',
  path: '/api/push/subscription',
  summary: 'Shows notes without words on this browser, until its session ends. It is repeated whenever the app starts.',
  caller: 'member',
  holdsCruds: false,
  body: z.object({
    endpoint: PushEndpoint,
    /** The browser's public key and its secret, as base64url (RFC 8291). */
    p256dh: base64url(65),
    auth: base64url(16),
    language: z.enum(pushLanguages, 'push_subscription_invalid'),
  }),
  reply: Done,
  errors: ['push_subscription_invalid', 'push_service_unknown'],
})

export const unsubscribeFromPush = endpoint({
  method: 'POST',
  path: '/api/push/unsubscribe',
  summary: 'Ends the notes on a browser of the caller. Does nothing if there are none.',
  caller: 'member',
  holdsCruds: false,
  body: z.object({ endpoint: PushEndpoint }),
  reply: Done,
  errors: ['push_subscription_invalid'],
})
