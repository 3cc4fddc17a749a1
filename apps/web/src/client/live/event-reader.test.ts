import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventReader } from './event-reader.ts'

const readAll = (...pieces: string[]) => {
  const read = createEventReader()
  return pieces.flatMap(read)
}

describe('a stream of events', () => {
  it.each([
    ['id: 1-2\nevent: crud\ndata: {"a":1}\n\n', [{ id: '1-2', data: '{"a":1}' }]],
    ['retry: 2000\n\n', []],
    [': alive\nid: 5-6\n\n', [{ id: '5-6', data: undefined }]],
    ['data: a\ndata: b\n\n', [{ id: undefined, data: 'a\nb' }]],
    [
      'data: a\r\n\r\nid: 2\r\n\r\n',
      [
        { id: undefined, data: 'a' },
        { id: '2', data: undefined },
      ],
    ],
    ['\n\n\n', []],
    ['data:x\n\n', [{ id: undefined, data: 'x' }]],
    ['nonsense\n: \n\n', []],
    ['data: unfinished\n', []],
  ])('%j', (text, events) => expect(readAll(text)).toEqual(events))

  it('reads the same events wherever the chunks are cut', () => {
    const text = ': alive\nid: 1-2\n\nid: 3-4\nevent: crud\ndata: {"message":"مرحبا 😀"}\n\ndata: last\n\n'
    const whole = readAll(text)
    expect(whole).toHaveLength(3)
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length]
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end))
        expect(readAll(...pieces)).toEqual(whole)
      }),
    )
  })
})
