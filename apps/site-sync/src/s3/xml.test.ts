import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeXml, fitsXml, readXml, textOf, XmlError } from './xml.ts'

const document =
  '<?xml version="1.0" encoding="UTF-8"?>\n<A xmlns="http://x/"><B>1 &lt; 2</B><C/><D>\n <E>e</E></D></A>\n'

describe('readXml', () => {
  it('reads elements, their text and what they hold', () => {
    const root = readXml(document)
    expect(root.name).toBe('A')
    expect(textOf(root, 'B')).toBe('1 < 2')
    expect(textOf(root, 'C')).toBe('')
    expect(textOf(root, 'Z')).toBeUndefined()
    expect(root.children[2]?.children[0]).toEqual({ name: 'E', text: 'e', children: [] })
  })

  it('refuses every beginning of a document that is not the whole', () => {
    const end = document.trimEnd().length
    for (let length = 0; length < end; length += 1) {
      expect(() => readXml(document.slice(0, length)), `${length}`).toThrow(XmlError)
    }
  })

  it.each([
    ['a doctype', '<!DOCTYPE A [<!ENTITY b "c">]><A>&b;</A>'],
    ['a comment', '<A><!-- <B> --></A>'],
    ['CDATA', '<A><![CDATA[<B>]]></A>'],
    ['crossed tags', '<A><B></A></B>'],
    ['two documents', '<A></A><B></B>'],
    ['JSON', '{"a":1}'],
    ['HTML with what is not closed', '<html><br></html>'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => readXml(text)).toThrow(XmlError)
  })

  it('reads the entities that XML has, once, and refuses others', () => {
    expect(textOf(readXml('<A><B>&quot;&amp;lt;&#65;&#x42;</B></A>'), 'B')).toBe('"&lt;AB')
    for (const entity of ['&x;', '&', '&#x110000;']) {
      expect(() => textOf(readXml(`<A><B>${entity}</B></A>`), 'B')).toThrow(XmlError)
    }
  })

  it('reads what escapeXml wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }).filter(fitsXml), (text) => {
        expect(textOf(readXml(`<A><B>${escapeXml(text)}</B></A>`), 'B')).toBe(text)
      }),
    )
  })
})
