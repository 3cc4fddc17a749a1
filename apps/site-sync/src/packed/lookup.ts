/** What is asked of a map that is not to be changed: `Map` has it, and so has `PackedMap`. */
export type Lookup<V> = Iterable<[string, V]> & {
  readonly size: number
  get(key: string): V | undefined
  has(key: string): boolean
  values(): Iterable<V>
}
