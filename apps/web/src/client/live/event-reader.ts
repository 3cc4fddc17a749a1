/** An event as it came: its data, and the position that it moves the reader to. Without data only the position moves. */
export type Sent = { id: string | undefined; data: string | undefined }

/**
 * Reads server-sent events from pieces of text, however they are cut. Only what our server sends: `id` and `data`; the
 * kind stands in the data, `retry` is ours to decide, and comments only show that somebody is there.
 */
export function createEventReader() {
  let rest = ''
  let id: string | undefined
  let data: string[] = []
  const line = (text: string): Sent | undefined => {
    if (text === '') {
      const sent = { id, data: data.length > 0 ? data.join('\n') : undefined }
      id = undefined
      data = []
      return sent.id === undefined && sent.data === undefined ? undefined : sent
    }
    const [, field, value] = /^(\w+): ?(.*)$/su.exec(text) ?? []
    if (field === 'id' && !value?.includes('\0')) id = value
    if (field === 'data') data.push(value ?? '')
    return undefined
  }
  return (piece: string): Sent[] => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/u)
    rest = lines.pop() ?? ''
    return lines.flatMap((text) => line(text) ?? [])
  }
}
