import { KeyGone, type KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Message } from './messages.port.ts'

/** What both stores keep of a message: its words sealed, or as they are in a row of before words were sealed. */
export type StoredMessage = Omit<Message, 'text'> & { sealed: Uint8Array | null; plain: string | null }

/** A message is sealed for its row, in any store. */
export function placeOfMessage(uuid: string): string {
  return `messages.message:${uuid}`
}

/**
 * Seals the words of a message under the minute of its deadline.
 *
 * @throws KeyGone if that minute is over
 */
export function sealText(
  keys: KeyRing,
  { uuid, text, expires_at }: Pick<Message, 'uuid' | 'text' | 'expires_at'>,
): Buffer {
  return keys.seal(text, new Date(expires_at), placeOfMessage(uuid))
}

/** The same, or null if that minute is over. */
export function sealTextUnlessOver(keys: KeyRing, message: Message): Buffer | null {
  try {
    return sealText(keys, message)
  } catch (error) {
    if (error instanceof KeyGone) return null
    throw error
  }
}

/** The message, or nothing where its words can't be opened: a message without its words is gone. */
export function openMessage(keys: KeyRing, { sealed, plain, ...message }: StoredMessage): Message[] {
  const text = sealed ? keys.open(sealed, placeOfMessage(message.uuid)) : plain
  return typeof text === 'string' ? [{ ...message, text }] : []
}

/** The same for a list: a message whose words can't be opened is hidden there. */
export function openListed(keys: KeyRing, stored: StoredMessage): Message {
  const { sealed: _sealed, plain: _plain, ...message } = stored
  return openMessage(keys, stored)[0] ?? { ...message, text: '', hidden: true }
}
