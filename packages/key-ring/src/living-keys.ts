/** Bytes of a key. */
export const keyBytes = 32

/** The living keys of minutes, or of days, in memory. A unit is a minute or a day since 1970. */
export type LivingKeys = {
  /** How many units have room. */
  size: number
  /** The key itself, not a copy: it turns to zeros when it is forgotten. */
  keyOf(unit: number): Buffer | undefined
  put(unit: number, key: Uint8Array): void
  /** Forgets every key of a unit before this one. */
  forgetBefore(unit: number): void
  forgetAll(): void
  /** The units that have a key, in order. */
  units(): number[]
  /** The farthest unit that has a key, or -1. */
  last(): number
}

const none = 0xffff_ffff

/** All keys are in one buffer outside of the heap, which the garbage collector neither copies nor moves. */
export function createLivingKeys(size: number): LivingKeys {
  const keys = Buffer.alloc(size * keyBytes)
  const held = new Uint32Array(size).fill(none)
  const bytesOf = (slot: number) => keys.subarray(slot * keyBytes, (slot + 1) * keyBytes)
  const forget = (slot: number) => {
    bytesOf(slot).fill(0)
    held[slot] = none
  }
  const units = () => Array.from(held.filter((unit) => unit !== none)).sort((a, b) => a - b)
  return {
    size,
    keyOf: (unit) => (held[unit % size] === unit ? bytesOf(unit % size) : undefined),
    put(unit, key) {
      bytesOf(unit % size).set(key)
      held[unit % size] = unit
    },
    forgetBefore(unit) {
      for (let slot = 0; slot < size; slot++) if ((held[slot] as number) < unit) forget(slot)
    },
    forgetAll() {
      for (let slot = 0; slot < size; slot++) forget(slot)
    },
    units,
    last: () => held.reduce((last, unit) => (unit !== none && unit > last ? unit : last), -1),
  }
}
