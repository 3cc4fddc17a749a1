import { describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod/mini'
import { type Args, type Endpoint, endpoint } from './endpoint.ts'

const common = { method: 'POST', path: '/api/x', summary: '', caller: 'anyone', holdsCruds: false, errors: [] } as const
const reply = z.object({})
const uuid = z.object({ uuid: z.string() })
const both = z.object({ a: z.string(), uuid: z.string() })

describe('endpoint()', () => {
  it.each<[string, Partial<Endpoint>]>([
    ['params and query', { params: uuid, query: both }],
    ['params and body', { params: uuid, body: both }],
    ['query and body', { query: both, body: uuid }],
  ])('refuses a key that %s share', (_parts, parts) => {
    expect(() => endpoint({ ...common, reply, ...parts } as never)).toThrow('/api/x: uuid is in two of')
  })

  it('refuses it in types, too', () => {
    // @ts-expect-error: `uuid` is in params and in body
    expect(() => endpoint({ ...common, reply, params: uuid, body: both })).toThrow()
  })

  it('takes keys that differ', () => {
    const made = endpoint({ ...common, reply, params: uuid, body: z.object({ a: z.string() }) })
    expectTypeOf<Args<typeof made>>().toEqualTypeOf<{ uuid: string } & { a: string }>()
    expect(made.path).toBe('/api/x')
  })
})
