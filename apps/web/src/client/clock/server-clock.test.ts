import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock } from './server-clock.ts'

/** A device whose clocks a test turns. */
const createDevice = (wall: number) => {
  const device = { wall, steady: 0 }
  return {
    read: () => ({ ...device }),
    pass: (time: number) => {
      device.wall += time
      device.steady += time
    },
    sleep: (time: number) => {
      device.wall += time
    },
    set: (time: number) => {
      device.wall = time
    },
  }
}

const header = (time: number) => new Date(Math.floor(time / 1000) * 1000).toUTCString()
const start = Date.UTC(2026, 10, 22, 12)

describe('the server clock', () => {
  it('is the device’s own until the server has replied', () => {
    const device = createDevice(start)
    expect(createClock(device.read).now()).toBe(start)
  })

  it.each([0, -86_400_000, 3_600_000, 400])('is right to the second on a device that is off by %i ms', (off) => {
    const device = createDevice(start + off)
    const clock = createClock(device.read)
    const sent = clock.read()
    device.pass(80)
    clock.learn({ date: header(start + 40), age: null, sent })
    expect(clock.now()).toBeGreaterThanOrEqual(start + 80)
    expect(clock.now()).toBeLessThanOrEqual(start + 80 + 1040)
  })

  it('keeps running through sleep, and when the device clock is set back', () => {
    const device = createDevice(start)
    const clock = createClock(device.read)
    clock.learn({ date: header(start), age: null, sent: clock.read() })
    device.sleep(60_000)
    expect(clock.now()).toBeGreaterThanOrEqual(start + 60_000)
    device.set(start - 3_600_000)
    device.pass(90_000)
    expect(clock.now()).toBeGreaterThanOrEqual(start + 90_000)
  })

  it('trusts the newest reply after the device clock was set forward', () => {
    const device = createDevice(start)
    const clock = createClock(device.read)
    clock.learn({ date: header(start), age: null, sent: clock.read() })
    device.set(start + 3_600_000)
    clock.learn({ date: header(start + 5), age: null, sent: clock.read() })
    expect(clock.now()).toBeLessThanOrEqual(start + 1100)
  })

  it('adds the age of a cached reply, and ignores a reply without a date', () => {
    const device = createDevice(start)
    const clock = createClock(device.read)
    clock.learn({ date: header(start - 30_000), age: '30', sent: clock.read() })
    clock.learn({ date: null, age: null, sent: clock.read() })
    expect(clock.now()).toBeGreaterThanOrEqual(start)
  })

  it('guarantee 8: never runs behind the server, and at most two seconds ahead, whatever the delays', () => {
    const exchanges = fc.array(fc.record({ wait: fc.nat(20_000), there: fc.nat(400), back: fc.nat(400) }), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(exchanges, fc.integer({ min: -1e9, max: 1e9 }), fc.nat(999), (list, off, fraction) => {
        let now = start + fraction
        const device = createDevice(now + off)
        const clock = createClock(device.read)
        const pass = (time: number) => {
          now += time
          device.pass(time)
        }
        for (const { wait, there, back } of list) {
          pass(wait)
          const sent = clock.read()
          pass(there)
          const date = header(now)
          pass(back)
          clock.learn({ date, age: null, sent })
          expect(clock.now()).toBeGreaterThanOrEqual(now)
          expect(clock.now()).toBeLessThanOrEqual(now + 2000)
        }
      }),
    )
  })
})
