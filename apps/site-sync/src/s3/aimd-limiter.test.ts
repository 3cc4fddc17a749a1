import { describe, expect, it } from 'vitest'
import { AimdLimiter } from './aimd-limiter.ts'

/** Requests that go out one by one and all end alike. */
async function pass(pace: AimdLimiter, times: number, outcome: 'good' | 'slow' | 'failed') {
  for (let made = 0; made < times; made += 1) pace.leave(await pace.enter(), outcome)
}

describe('AimdLimiter', () => {
  it('lets in as many as may be, and others in their order', async () => {
    const pace = new AimdLimiter(2)
    const entered: number[] = []
    const epochs = [0, 1, 2, 3].map(async (name) => {
      const epoch = await pace.enter()
      entered.push(name)
      return epoch
    })
    await Promise.all(epochs.slice(0, 2))
    expect(entered).toEqual([0, 1])
    pace.leave((await epochs[0]) as number, 'good')
    await epochs[2]
    expect(entered).toEqual([0, 1, 2])
    expect(pace.running).toBe(2)
  })

  it('halves when asked to slow down, never to nothing', async () => {
    const pace = new AimdLimiter(16)
    await pass(pace, 1, 'slow')
    expect(pace.limit).toBe(8)
    await pass(pace, 10, 'slow')
    expect(pace.limit).toBe(1)
  })

  it('halves once for all that were on their way', async () => {
    const pace = new AimdLimiter(16)
    const epochs = await Promise.all(Array.from({ length: 10 }, () => pace.enter()))
    for (const epoch of epochs) pace.leave(epoch, 'slow')
    expect(pace.limit).toBe(8)
  })

  it('grows by one for each windowful that went well, up to the most', async () => {
    const pace = new AimdLimiter(6)
    await pass(pace, 1, 'slow')
    expect(pace.limit).toBe(3)
    await pass(pace, 2, 'good')
    expect(pace.limit).toBe(3)
    await pass(pace, 1, 'good')
    expect(pace.limit).toBe(4)
    await pass(pace, 100, 'good')
    expect(pace.limit).toBe(6)
  })

  it('is left as it was by failures that are nobody being too fast', async () => {
    const pace = new AimdLimiter(6)
    await pass(pace, 50, 'failed')
    expect(pace.limit).toBe(6)
    expect(pace.running).toBe(0)
  })
})
