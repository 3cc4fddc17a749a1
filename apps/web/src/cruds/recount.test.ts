import type { Activity } from '@cruddur/contract/activities'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it } from 'vitest'
import { crudQuery } from './cruds.queries.ts'
import { countReply, recount } from './recount.ts'

const hour = 3_600_000
const at = (offset: number) => new Date(Date.now() + offset).toISOString()

describe('the count of replies after one of the reader’s own', () => {
  let client: QueryClient
  let uuid: string
  let number = 0
  const count = () => client.getQueryData(crudQuery(uuid).queryKey)?.replies_count
  beforeEach(() => {
    client = new QueryClient()
    uuid = `018f0000-0000-7000-8000-${String(number++).padStart(12, '0')}`
    const crud = { uuid, replies_count: 4, likes_count: 0, expires_at: at(hour) } as Activity
    client.setQueryData(crudQuery(uuid).queryKey, crud)
  })

  it('is one more when the server sent no counts', () => {
    countReply(client, uuid, at(0))
    expect(count()).toBe(5)
  })

  it('is what the server sent after the reply was published: nothing is counted twice', () => {
    recount(client, uuid, { replies_count: 5 })
    countReply(client, uuid, at(-50))
    expect(count()).toBe(5)
  })

  it('is one more than what the server sent before', () => {
    recount(client, uuid, { replies_count: 7 })
    countReply(client, uuid, at(5000))
    expect(count()).toBe(8)
  })

  it('is what the server sends last', () => {
    countReply(client, uuid, at(0))
    recount(client, uuid, { replies_count: 6, likes_count: 1 })
    expect(count()).toBe(6)
  })
})
