import { randomBytes } from 'node:crypto'

const uuidsPerMillisecond = 0x1000

/**
 * Makes uuids (version 7 of RFC 9562) that grow, also within one millisecond: 12 bits are a counter. Messages of one instant
 * therefore sort in the order in which this server took them.
 */
export function createMessageUuids(): (at: number) => string {
  let last = 0
  let count = 0
  return (at) => {
    count = at > last ? 0 : count + 1
    // After 4,096 uuids of one millisecond, or when the clock went back, it goes on with the next millisecond.
    last = Math.max(at, last + (count === uuidsPerMillisecond ? 1 : 0))
    count %= uuidsPerMillisecond
    const bytes = randomBytes(16)
    bytes.writeUIntBE(last, 0, 6)
    bytes.writeUInt16BE(0x7000 | count, 6)
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
}
