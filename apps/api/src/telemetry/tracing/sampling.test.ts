import { expect, it } from 'vitest'
import { createSampler } from './sampling.ts'
import { formatTraceparent, parseTraceparent } from './trace-context.ts'

const caller = (sampled: boolean) => ({
  traceparent: formatTraceparent({ traceId: '0'.repeat(31).concat('1'), spanId: 'b7ad6b7169203331', sampled }),
})
const [low, high] = [() => 0.05, () => 0.5]

it('lets no stranger decide what is recorded, neither by the flag nor by the id', () => {
  const isSampled = createSampler({ sampler: 'traceidratio', ratio: 0.1 }, high)
  expect([isSampled(caller(true)), isSampled(caller(false)), isSampled({})]).toEqual([false, false, false])
  const isSampledNow = createSampler({ sampler: 'traceidratio', ratio: 0.1 }, low)
  expect([isSampledNow(caller(true)), isSampledNow(caller(false)), isSampledNow({})]).toEqual([true, true, true])
})

it('follows the caller where the settings say so', () => {
  const isSampled = createSampler({ sampler: 'parentbased_traceidratio', ratio: 0.1 }, high)
  expect([isSampled(caller(true)), isSampled(caller(false)), isSampled({})]).toEqual([true, false, false])
})

it.each([
  ['always_on', true],
  ['always_off', false],
  ['parentbased_always_on', true],
  ['parentbased_always_off', false],
] as const)('%s without a caller', (sampler, expected) => {
  expect(createSampler({ sampler, ratio: 0.1 }, low)({})).toBe(expected)
})

it.each([
  '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
])('reads and writes %s', (header) => {
  const context = parseTraceparent(header)
  expect(context && formatTraceparent(context)).toBe(header)
})

it('reads a header of a later version that says more', () => {
  expect(parseTraceparent('01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more')).toMatchObject({
    sampled: true,
  })
})

it.each([
  '',
  'canary',
  '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331',
  '00-00000000000000000000000000000000-b7ad6b7169203331-01',
  '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
  '00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01',
  'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more',
])('takes no trace from %j', (header) => {
  expect(parseTraceparent(header)).toBeUndefined()
})
