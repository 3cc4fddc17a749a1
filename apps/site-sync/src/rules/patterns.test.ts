import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compilePatterns } from './patterns.ts'

it.each([
  ['*.map', 'a.map', true],
  ['*.map', 'js/deep/.a.map', true],
  ['*.map', 'a.map.txt', false],
  ['.well-known', '.well-known/security.txt', true],
  ['node_modules', 'a/node_modules/b/c.js', true],
  ['node_modules', 'node_modules.js', false],
  ['drafts/', 'drafts/a.html', true],
  ['drafts/', 'a/drafts/b.html', true],
  ['drafts/', 'drafts', false],
  ['/drafts/', 'a/drafts/b.html', false],
  ['/robots.txt', 'robots.txt', true],
  ['/robots.txt', 'a/robots.txt', false],
  ['assets/*.js', 'assets/a.js', true],
  ['assets/*.js', 'assets/b/a.js', false],
  ['assets/*.js', 'x/assets/a.js', false],
  ['assets/**', 'assets/b/.a.js', true],
  ['assets', 'assets/b/a.js', true],
  ['*.{js,css}', 'a/b.css', true],
  ['[id].html', 'posts/[id].html', true],
  ['(a).html', '(a).html', true],
  ['drafts/**/', 'drafts/a/b', true],
  ['posts/[id].html', 'posts/[id].html', true],
  ['posts/[id].html', 'posts/i.html', true],
  ['!(a|b).js', 'c.js', true],
  ['!(a|b).js', 'a.js', false],
  ['#a', '#a', true],
  ['*', '', false],
  ['*.tmp', 'c.tmp/\n/a', true],
  ['*.tmp', 'c.tmp/  / ', true],
  ['*.tmp', '\u2028/c.tmp/a\nb', true],
  ['**/b', 'a\n/b/c', true],
  ['a/**', 'a', false],
  ['a/*/c', 'a/b/c/d', true],
  ['/a', 'a/b/c', true],
  ['[id]', 'posts/[id]/index.html', true],
  ['posts/[id]', 'posts/[id]/index.html', true],
  ['a/b/', 'a/b', false],
  ['Ü*', 'U\u0308x', false],
])('%s, %s: %j', (pattern, path, isMatch) => expect(compilePatterns([pattern]).file(path)).toBe(isMatch))

it('matches a file exactly when it matches the file or a folder above it', () => {
  const name = fc.stringMatching(/^[ab.\n\u2028 ]{1,3}$/).filter((one) => !/^\.+$/.test(one))
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
  const pattern = fc.constantFrom('a', '*.a', 'b*', 'a/', '/a', '/a/', 'a/b', '*/b', '**/a', 'a/**', '?')
  fc.assert(
    fc.property(path, path, fc.uniqueArray(pattern, { maxLength: 3 }), (above, below, patterns) => {
      const matcher = compilePatterns(patterns)
      if (matcher.folder(above)) {
        expect(matcher.folder(`${above}/${below}`)).toBe(true)
        expect(matcher.file(`${above}/${below}`)).toBe(true)
      }
      if (matcher.file(above)) expect(compilePatterns(patterns).folder(above)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

it('knows nothing of the path that it was asked for before', () => {
  const name = fc.constantFrom('a', 'b', 'c.tmp')
  const paths = fc.array(
    fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/')),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(paths, fc.uniqueArray(fc.constantFrom('*.tmp', 'a/', '/b', 'a/b')), (all, patterns) => {
      const matcher = compilePatterns(patterns)
      for (const path of all) expect(matcher.file(path)).toBe(compilePatterns(patterns).file(path))
    }),
  )
})
