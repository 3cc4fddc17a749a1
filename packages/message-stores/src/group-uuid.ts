import { createHash } from 'node:crypto'

/**
 * The uuid of the group of two people, in either order: a hash of their uuids (version 8 of RFC 9562). Two people who write
 * to each other at the same time therefore mean the same group, on any server and in any store.
 */
export function groupUuidOf(one: string, other: string): string {
  const bytes = createHash('sha256').update([one, other].sort().join(' ')).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
