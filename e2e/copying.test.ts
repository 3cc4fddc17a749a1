import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPerson, type Person } from './people.ts'
import { type Stage, startStage } from './start.ts'

const long = `https://example.com/${'very-long-path/'.repeat(5)}?q=1#end`

describe('a crud that is copied', () => {
  let stage: Stage
  let worf: Person
  beforeAll(async () => {
    stage = await startStage()
    worf = await createPerson(stage, 'worf')
  })
  afterAll(() => stage.close())

  it.each([
    ['a long address', `See ${long}, and then ${long}`],
    ['short addresses', 'https://example.com https://www.example.com/a'],
    ['an address with a host that looks like another', 'go to https://gооgle.com/login now'],
    ['lines and tabs', `one\n\ttwo ${long}\nthree`],
    ['text from right to left', `انظر ${long} ثم @worf #وسم`],
  ])('is what was written: %s', async (_name, message) => {
    const { uuid } = await worf.crud(message)
    const { page, end } = await stage.open({ viewport: { width: 320, height: 700 } })
    await page.goto(`/@worf/status/${uuid}`)
    await page.getByRole('article').locator('.rich-text').waitFor()
    await page.evaluate("getSelection().selectAllChildren(document.querySelector('article .rich-text'))")
    const copied = await page.evaluate('getSelection().toString()')
    expect(copied).toBe(message)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    await end()
  })

  it('shows a long address cut, and the host of one that looks like another', async () => {
    const { uuid } = await worf.crud(`${long} https://gооgle.com/login`)
    const { page, end } = await stage.open()
    await page.goto(`/@worf/status/${uuid}`)
    await page.getByRole('article').locator('.rich-text a').first().waitFor()
    const [cut, disguised] = await page.evaluate<{ lines: number; cut: boolean; after: string }[]>(
      `[...document.querySelectorAll('article .rich-text a')].map((link) => ({
        lines: link.getClientRects().length,
        cut: link.firstElementChild.scrollWidth > link.firstElementChild.clientWidth,
        after: getComputedStyle(link, '::after').content,
      }))`,
    )
    expect(cut).toEqual({ lines: 1, cut: true, after: 'none' })
    expect(disguised?.after).toContain('xn--ggle-55da.com')
    await end()
  })
})
