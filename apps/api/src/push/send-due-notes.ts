import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { selectMutedCruds } from '../visibility/muted-cruds.store.ts'
import type { PushKeys } from './push-keys.ts'
import {
  type Device,
  type DueNote,
  deleteDevice,
  finishNote,
  selectDevices,
  selectEndOfCrud,
  takeDueNotes,
} from './push-notes.store.ts'
import { isOfPushService } from './push-services.ts'
import { type Outcome, sendNote } from './send-note.ts'

export type PushPorts = {
  db: Db
  /** Opens words, to find those that somebody muted. */
  keys: KeyRing
  pushKeys: PushKeys
  /** The origins that the operator allows beside the known push services. */
  services: readonly string[]
  log: FastifyBaseLogger
}

/** Notes of one round. They are sent side by side. */
const notesPerRound = 20
/** Longer than a round can take. The second try is after this, the third after twice as long, and so on. */
const retrySeconds = 60
const maxTries = 6

/** Sends what is due to every device of whom it is for. Returns how many notes it took: call again at once if that is not 0. */
export async function sendDueNotes(ports: PushPorts): Promise<number> {
  const notes = await takeDueNotes(ports.db, notesPerRound, retrySeconds)
  await Promise.all(notes.map((note) => send(ports, note)))
  return notes.length
}

async function send(ports: PushPorts, note: DueNote): Promise<void> {
  const { db } = ports
  // A crud may have been shortened, burnt or hidden since.
  const end = note.activity_uuid ? await endOfCrud(ports, note, note.activity_uuid) : note.expires_at
  const devices = end === null ? [] : await selectDevices(db, note.user_uuid)
  const sent = { kind: note.kind, about: note.about_uuid, end: Date.parse(end ?? '') }
  const outcomes = await Promise.all(devices.map((device) => sendTo(ports, device, sent)))
  if (!outcomes.includes('later') || note.tries >= maxTries) await finishNote(db, note.uuid)
}

/** Null if the person does not see the crud. */
async function endOfCrud({ db, keys }: PushPorts, { sub, user_uuid }: DueNote, uuid: string): Promise<string | null> {
  const end = await selectEndOfCrud(db, uuid, sub)
  const muted = end === null ? [] : await selectMutedCruds(db, keys, [user_uuid], [uuid])
  return muted.length > 0 ? null : end
}

/** A device that is tried again shows a note that it already has in the same place: the two have one tag. */
async function sendTo(
  { db, pushKeys, services, log }: PushPorts,
  device: Device,
  note: Parameters<typeof sendNote>[2],
): Promise<Outcome> {
  // The operator may have taken a service from the list.
  if (!isOfPushService(device.endpoint, services)) return 'refused'
  // Of the endpoint only the origin may be logged: whoever knows the rest could send to the device.
  const { origin } = new URL(device.endpoint)
  try {
    const outcome = await sendNote(pushKeys, device, note)
    if (outcome === 'gone') await deleteDevice(db, device.uuid)
    if (outcome === 'refused') log.warn({ origin }, 'a push service refused a note')
    return outcome
  } catch (error) {
    log.warn({ origin, reason: (error as Error).name }, 'a push service could not be reached, will try again')
    return 'later'
  }
}
