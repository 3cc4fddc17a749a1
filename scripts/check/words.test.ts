import { expect, it } from 'vitest'
import { findWordsOutsideCatalogue } from './words.ts'

const path = 'apps/web/src/features/a/A.tsx'
const find = (text: string, at = path) => findWordsOutsideCatalogue([{ path: at, text }])

it.each([
  ['text of an element', 'const a = <p>reply</p>', 'reply'],
  ['text beside a part', 'const a = <p>\n  or <b/>\n</p>', 'or'],
  ['a text in braces', "const a = <p>{busy ? 'wait' : name}</p>", 'wait'],
  ['a template in braces', `const a = <p>{\`by \${name}\`}</p>`, 'by'],
  ['an attribute that is read', 'const a = <button aria-label="close" />', 'close'],
  ['a template in such an attribute', `const a = <img alt={\`picture of \${name}\`} />`, 'picture of'],
  ['a property of a component of ours', 'const a = <PageHead heading="home" />', 'home'],
  ['what is announced', "announce('posted')", 'posted'],
  ['a toast', "showToast({ words: 'Saved.' })", 'Saved.'],
  ['a constant', "const label = 'Reply'", 'Reply'],
  ['a sentence', "const label = 'nobody is here.'", 'nobody is here.'],
])('refuses %s', (_, text, words) => {
  expect(find(`\n${text}`)).toEqual([expect.stringMatching(/^apps\/web\/src\/features\/a\/A\.tsx:[23] not in the/)])
  expect(find(text)[0]).toContain(JSON.stringify(words))
})

it.each([
  ['a word of the catalogue', 'const a = <p title={words.a.b}>{words.a.c}</p>'],
  ['signs and the name of the app', 'const a = <p>@{handle} · Cruddur</p>'],
  ['attributes that nobody reads', 'const a = <p className="Big one" data-kind="Some thing." id="x" />'],
  ['what developers read', "throw new Error('It has no root.')"],
  ['names of keys', "if (event.key === 'Enter') send()"],
  ['imports', "import { a } from './Words.tsx'\nconst b = () => import('../Pages.tsx')"],
  ['types', "type A = 'Some' | 'Other'"],
  ['names of properties', "const steps = { ArrowDown: 1, 'Home': 2 }"],
])('accepts %s', (_, text) => expect(find(text)).toEqual([]))

it('refuses what makes the bundler keep all rooms together', () => {
  expect(find('const { a } = words\n')).toEqual([expect.stringContaining(':1 write words.<room> instead')])
  expect(find('const { b } = words.a\n')).toEqual([])
})

it('refuses words that a style sheet writes', () => {
  const style = 'apps/web/src/features/a/a.css'
  expect(find('.a::after {\n  content: "· " counter(seconds) "s left";\n}', style)).toEqual([
    'apps/web/src/features/a/a.css:2 not in the catalogue: "s left"',
  ])
  expect(find('.a::after {\n  content: "(" attr(data-host) ")";\n}', style)).toEqual([])
})

it('leaves the catalogue, tests and other parts alone', () => {
  for (const at of ['apps/web/src/words/en/a.ts', 'apps/web/src/a.test.ts', 'apps/api/src/a.ts']) {
    expect(find("const label = 'Reply'", at)).toEqual([])
  }
})
