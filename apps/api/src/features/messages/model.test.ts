import type { Args, Endpoint } from '@cruddur/contract/endpoint'
import { lifetimes } from '@cruddur/contract/lifetimes'
import * as contract from '@cruddur/contract/messages'
import { blockPerson, unblockPerson } from '@cruddur/contract/relations'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../testing/contract-call.ts'
import type { Member } from '../../testing/test-app.ts'
import { type Clocked, clockedStores } from './testing/clocked-stores.ts'
import { createMessageModel, type MessageModel, type Side, type View } from './testing/message-model.ts'

const who = fc.constantFrom<Side>(0, 1)
const ttl = fc.constantFrom(...lifetimes)
/** Never close to a multiple of a lifetime, so that the milliseconds of the test itself do not matter. */
const seconds = fc.constantFrom(61, 1_801, 3_607, 43_291, 86_477, 604_999, 2_592_061)

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      who,
      toGroup: fc.boolean(),
      ttl: fc.option(ttl, { nil: undefined, freq: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('burn' as const), who, nth: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read' as const), who, nth: fc.option(fc.nat(5)) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('shorten' as const), who, ttl }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('block' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('unblock' as const), who }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

describe.each(clockedStores)('whatever two members do, $name agrees with a simple model', ({ runs, start }) => {
  if (!runs) return it.skip('where the emulator runs')
  let clocked: Clocked
  beforeAll(async () => {
    clocked = await start()
  })
  afterAll(() => clocked.stop())

  const ask = <E extends Endpoint>(endpoint: E, args: Args<E>, as: Member) => call(clocked.app, endpoint, args, { as })

  async function perform(step: Step, model: MessageModel, [one, other]: [Member, Member], text: string): Promise<void> {
    if (step.kind === 'pass') {
      model.pass(step.seconds)
      return clocked.pass(step.seconds)
    }
    const [as, person] = step.who === 0 ? [one, other] : [other, one]
    const message_group_uuid = groupUuidOf(one.uuid, other.uuid)
    const { handle } = person
    if (step.kind === 'send') {
      const { status } = await ask(
        contract.createMessage,
        { message: text, ttl: step.ttl, ...(step.toGroup ? { message_group_uuid } : { handle }) },
        as,
      )
      expect(status).toBe(model.send(step.who, text, step.toGroup, step.ttl) ? 200 : step.toGroup ? 404 : 422)
    } else if (step.kind === 'read') {
      const list = await ask(contract.listMessages, { message_group_uuid }, as)
      const upTo = step.nth !== null && list.status === 200 ? list.reply.at(step.nth) : undefined
      const { status } = await ask(contract.readMessages, { message_group_uuid, created_at: upTo?.created_at }, as)
      expect(status).toBe(model.read(step.who, upTo?.message) ? 200 : 404)
    } else if (step.kind === 'burn') {
      const list = await ask(contract.listMessages, { message_group_uuid }, as)
      const message = list.status === 200 ? list.reply.at(step.nth) : undefined
      const message_uuid = message?.uuid ?? groupUuidOf(one.uuid, other.uuid)
      const { status } = await ask(contract.burnMessage, { message_group_uuid, message_uuid }, as)
      expect(status).toBe(model.burn(step.who, message?.message) ? 200 : 404)
    } else if (step.kind === 'shorten') {
      const there = model.isThere()
      const { status } = await ask(contract.shortenMessages, { message_group_uuid, ttl: step.ttl }, as)
      expect(status).toBe(model.shorten(step.ttl) ? 200 : there ? 422 : 404)
    } else if (step.kind === 'block') {
      await ask(blockPerson, { handle }, as)
      model.block(step.who)
    } else {
      await ask(unblockPerson, { handle }, as)
      model.unblock(step.who)
    }
  }

  /** What one of the two sees through the API, in the form of the model. */
  async function view(as: Member, person: Member): Promise<View> {
    const groups = await ask(contract.listMessageGroups, {}, as)
    const group = await ask(contract.findMessageGroup, { handle: person.handle }, as)
    const message_group_uuid = groupUuidOf(as.uuid, person.uuid)
    const messages = await ask(contract.listMessages, { message_group_uuid, limit: '100' }, as)
    const sideOf = (handle: string): Side => (handle.startsWith('one') ? 0 : 1)
    return {
      listed: groups.reply.map(({ message, unread_count, lifetime }) => ({
        text: message,
        unread: unread_count,
        lifetime,
      })),
      messages:
        messages.status === 404
          ? null
          : messages.reply.map(({ handle, message, read }) => ({ from: sideOf(handle), text: message, read })),
      found: group.status === 404 ? null : { unread: group.reply.unread_count, lifetime: group.reply.lifetime },
    }
  }

  it('after every step, for both', { timeout: 180_000 }, async () => {
    let pairs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const nth = ++pairs
        const one = await clocked.test.member(`one_${nth}x`)
        const other = await clocked.test.member(`two_${nth}x`)
        const model = createMessageModel()
        for (const [index, step] of steps.entries()) {
          await perform(step, model, [one, other], `text ${index}`)
          for (const side of [0, 1] as const) {
            const seen = side === 0 ? await view(one, other) : await view(other, one)
            expect(seen).toEqual(model.view(side))
          }
        }
      }),
      { numRuns: 20 },
    )
  })
})
