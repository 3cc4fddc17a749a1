import { createActivity, shortenActivity } from '@cruddur/contract/activities/publishing'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { homeActivities, userActivities } from '@cruddur/contract/feeds'
import { signIn } from '@cruddur/contract/identity'
import { countUnreadNotifications } from '@cruddur/contract/notifications'
import { likeActivity, unlikeActivity } from '@cruddur/contract/reactions'
import { searchActivities } from '@cruddur/contract/search'
import { listTrends } from '@cruddur/contract/trends'
import { people } from './people.ts'
import { demoPassword, emailOf } from './seed.ts'

/** Milliseconds between two things that one of them does. */
const pauseMs = { least: 100, most: 1_200 }
/** What they publish dies after so many seconds, so that there is something to erase. */
const lifeSeconds = { least: 5, most: 40 }
const words = ['passing through', 'is anybody there', 'gone in a moment', 'look quickly', 'do not keep this']

type Person = { handle: string; token: string }
type Crud = { uuid: string; handle: string }

const between = ({ least, most }: { least: number; most: number }) => least + Math.random() * (most - least)
const anyOf = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)] as Item

/**
 * Lets some people of the demo read, search, like and publish, so that there is something to see on the page of moderators.
 * It ends with the process.
 */
export async function startTraffic(address: string): Promise<void> {
  const signedIn = await Promise.all(
    people.slice(0, 5).map(async ({ handle }): Promise<Person> => {
      const body = { email: emailOf(handle), password: demoPassword }
      const { access_token } = await ask<{ access_token: string }>(address, signIn, { body })
      return { handle, token: access_token }
    }),
  )
  for (const person of signedIn) actLater(address, person, signedIn)
}

function actLater(address: string, person: Person, others: readonly Person[]): void {
  setTimeout(async () => {
    // The server may be stopping, or shed the request: the next may succeed.
    await act(address, person, others).catch(() => {})
    actLater(address, person, others)
  }, between(pauseMs)).unref()
}

async function act(address: string, { token }: Person, others: readonly Person[]): Promise<void> {
  const cruds = await ask<Crud[]>(address, homeActivities, { token })
  const params = { uuid: anyOf(cruds).uuid, handle: anyOf(others).handle }
  switch (Math.floor(Math.random() * 7)) {
    case 0:
      return ask(address, likeActivity, { token, params })
    case 1:
      return ask(address, unlikeActivity, { token, params })
    case 2:
      return ask(address, searchActivities, { token, query: `?term=${anyOf(words).split(' ')[0]}` })
    case 3:
      return ask(address, userActivities, { token, params })
    case 4:
      return ask(address, countUnreadNotifications, { token })
    case 5:
      return publish(address, token)
    default:
      return ask(address, listTrends, { token })
  }
}

async function publish(address: string, token: string): Promise<void> {
  const body = { message: `${anyOf(words)} #eyes`, ttl: '1-hour' }
  const { uuid } = await ask<Crud>(address, createActivity, { token, body })
  const expires_at = new Date(Date.now() + between(lifeSeconds) * 1_000).toISOString()
  await ask(address, shortenActivity, { token, params: { uuid }, body: { expires_at } })
}

type Args = { token?: string; params?: Record<string, string>; query?: string; body?: object }

async function ask<Reply>(
  address: string,
  endpoint: Endpoint,
  { token, params = {}, query = '', body }: Args,
): Promise<Reply> {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
  const reply = await fetch(`${address}${path}${query}`, {
    method: endpoint.method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!reply.ok) throw new Error(`${endpoint.method} ${path}: ${reply.status}`)
  return (await reply.json()) as Reply
}
