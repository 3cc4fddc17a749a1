import { randomBytes } from 'node:crypto'

const spare = 0x1000

/**
 * Makes uuids (version 7 of RFC 9562) that grow with what is said, also within one millisecond: 12 bits count on, so that
 * messages of equal times are in the order in which this server took them.
 */
export function createMessageUuids(): (at: number) => string {
  let last = 0
  let count = 0
  return (at) => {
    count = at > last ? 0 : count + 1
    // Past 4,096 in a millisecond, or with a clock that went back, it counts on in the next.
    last = Math.max(at, last + (count === spare ? 1 : 0))
    count %= spare
    const bytes = randomBytes(16)
    bytes.writeUIntBE(last, 0, 6)
    bytes.writeUInt16BE(0x7000 | count, 6)
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
}
