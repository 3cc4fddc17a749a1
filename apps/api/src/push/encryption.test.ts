import { createECDH } from 'node:crypto'
import { expect, it } from 'vitest'
import { encryptForBrowser } from './encryption.ts'

const bytes = (text: string) => Buffer.from(text, 'base64url')

// RFC 8291, Appendix A
const browser = {
  p256dh: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
  auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
}

it('encrypts the example of RFC 8291 as it stands there', () => {
  const own = createECDH('prime256v1')
  own.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'))
  const text = 'When I grow up, I want to be a watermelon'
  const sealed = encryptForBrowser(text, browser, { own, salt: bytes('DGv6ra1nlYgDCS1FRnbzlw') }, text.length)
  expect(sealed.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  )
})

it('says nothing by its length, and never the same twice', () => {
  const [short, long] = ['', 'x'.repeat(500)].map((text) => encryptForBrowser(text, browser))
  expect(short?.length).toBe(long?.length)
  expect(encryptForBrowser('', browser)).not.toEqual(short)
})

it('refuses a key that is no point of the curve, and a text that is too long', () => {
  expect(() => encryptForBrowser('', { ...browser, p256dh: Buffer.alloc(65, 4) })).toThrow()
  expect(() => encryptForBrowser('x'.repeat(600), browser)).toThrow('too long')
})
