/** A server-sent event. One without data only moves the reader's position to its id. */
export type SentEvent = { id: string | undefined; data: string | undefined }

/**
 * Reads server-sent events from chunks of text, wherever they are cut. It reads only what our server sends: `id` and
 * `data`. The data names the kind of event, we choose the pauses ourselves instead of `retry`, and comments only keep
 * the connection alive.
 */
export function createEventReader() {
  let rest = ''
  let id: string | undefined
  let data: string[] = []
  function readLine(text: string): SentEvent | undefined {
    if (text === '') {
      const event = { id, data: data.length > 0 ? data.join('\n') : undefined }
      id = undefined
      data = []
      return event.id === undefined && event.data === undefined ? undefined : event
    }
    const [, field, value] = /^(\w+): ?(.*)$/su.exec(text) ?? []
    if (field === 'id' && !value?.includes('\0')) id = value
    if (field === 'data') data.push(value ?? '')
    return undefined
  }
  return (chunk: string): SentEvent[] => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/u)
    rest = lines.pop() ?? ''
    return lines.flatMap((text) => readLine(text) ?? [])
  }
}
