import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPerson, crudWith, type Person } from './people.ts'
import { sharedStage } from './start.ts'

/** Texts that have broken pages elsewhere. All of them are shown as text. */
const hostile = [
  '<script>document.title="broken"</script>',
  '<img src=x onerror=document.title="broken">',
  '<svg/onload=document.title="broken">',
  '"><iframe srcdoc="<script>parent.document.title=1</script>">',
  "'-document.title='broken'-'",
  'javascript:document.title="broken"',
  'https://example.com/"onmouseover="document.title=1',
  'https://example.com/<script>document.title=1</script>',
  '{{constructor.constructor("document.title=1")()}}',
  '</title><script>document.title="broken"</script>',
  '<!--head--><base href="https://evil.example/">',
  '&lt;script&gt;document.title=1&lt;/script&gt;',
  '\u202e<script>\u202c',
  '%3Cscript%3Edocument.title=1%3C/script%3E',
]

/** The page leaves out what would make a text read as something else. */
function withoutDirections(text: string): string {
  return text.replace(/[\u202c\u202e]/g, '')
}

describe('whatever people write', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf')
  })

  it('runs no script, in a message, a name or a bio, and is shown as it was written', async () => {
    const cruds = []
    for (const words of hostile) cruds.push(await worf.crud(words))
    const { page, end } = await stage.open()
    for (const [index, words] of hostile.entries()) {
      const name = withoutDirections(words).slice(0, 50)
      await sql`update users set display_name = ${name}, bio = ${words} where handle = 'worf'`.execute(stage.db)
      await page.goto(index % 2 ? '/@worf' : `/@worf/status/${cruds[index]?.uuid}`)
      await page.getByRole('article').first().waitFor()
      await expect.poll(() => page.title()).toBe(`${name} (@worf) · Cruddur`)
    }
    await page.goto('/')
    await page
      .getByRole('article')
      .nth(hostile.length - 1)
      .waitFor()
    const shown = await page.getByRole('article').locator('.rich-text').allTextContents()
    expect(shown.map(withoutDirections).toReversed()).toEqual(hostile.map(withoutDirections))
    expect(shown.join()).not.toContain('\u202e')
    expect(await page.locator('script:not([src]), iframe, base, [onerror], [onload], img').count()).toBe(0)
    await end()
  })

  it('links only to where the link says, and tells that site nothing', async () => {
    await worf.crud('to https://example.com/path?q=1#part')
    const { page, end } = await stage.open()
    await page.goto('/')
    const link = crudWith(page, 'to https://example.com').getByRole('link', {
      name: 'https://example.com/path?q=1#part',
    })
    expect([
      await link.getAttribute('href'),
      await link.getAttribute('rel'),
      await link.getAttribute('target'),
    ]).toEqual(['https://example.com/path?q=1#part', 'noopener noreferrer nofollow ugc', '_blank'])
    await end()
  })

  it('the page after signing in is always one of ours', async () => {
    const { page, end } = await stage.open()
    await page.goto('/signin?next=//evil.example/')
    await page.getByLabel('E-mail').fill('worf@example.com')
    await page.getByLabel('Password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    expect(new URL(page.url()).origin).toBe(stage.origin)
    await end()
  })
})
