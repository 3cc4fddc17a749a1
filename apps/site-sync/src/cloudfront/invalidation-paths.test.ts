import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invalidationPaths } from './invalidation-paths.ts'

const few = { maxPaths: 1_000 }

describe('a path for each key', () => {
  it.each([
    [['a.css'], ['/a.css']],
    [['index.html'], ['/', '/index.html']],
    [['blog/index.html'], ['/blog/', '/blog/index.html']],
    [['myindex.html'], ['/myindex.html']],
    [['a.css', 'a.css'], ['/a.css']],
    [['über uns.html'], ['/%C3%BCber%20uns.html']],
    [['u\u0308ber'], ['/u%CC%88ber']],
    [['~worf/50%.html'], ['/%7Eworf/50%25.html']],
    [["a'b(c)!$&,;=:@.js"], ["/a'b(c)!$&,;=:@.js"]],
    [['💣[1]{2}|^`"<>#?\\'], ['/%F0%9F%92%A3%5B1%5D%7B2%7D%7C%5E%60%22%3C%3E%23%3F%5C']],
    [['c++.html'], ['/c%2B%2B.html', '/c++.html']],
    [['a*b', 'a', 'ab/c', 'b'], ['/a', '/a*', '/b'].filter((path) => path !== '/a')],
    [[], []],
  ])('%j: %j', (keys, paths) => expect(invalidationPaths(keys, few)).toEqual(paths))
})

describe('wildcards', () => {
  const times = (count: number, folder: string) => Array.from({ length: count }, (_, at) => `${folder}${at}.js`)

  it('gather the folder with the most, no more of them than needed', () => {
    const keys = [...times(5, 'a/'), ...times(9, 'b/'), 'c.html']
    expect(invalidationPaths(keys, { maxPaths: 15 })).toHaveLength(15)
    expect(invalidationPaths(keys, { maxPaths: 14 })).toEqual(
      [...times(5, 'a/').map((key) => `/${key}`), '/b/*', '/c.html'].sort(),
    )
    expect(invalidationPaths(keys, { maxPaths: 3 })).toEqual(['/a/*', '/b/*', '/c.html'])
    expect(invalidationPaths(keys, { maxPaths: 2 })).toEqual(['/*'])
  })

  it('are as deep as they can be', () => {
    const keys = [...times(20, 'blog/2026/'), ...times(3, 'blog/'), 'about.html']
    expect(invalidationPaths(keys, { maxPaths: 10 })).toEqual([
      '/about.html',
      '/blog/0.js',
      '/blog/1.js',
      '/blog/2.js',
      '/blog/2026/*',
    ])
  })

  it('are at most fifteen, since CloudFront takes no more', () => {
    const folders = (count: number) => Array.from({ length: count }, (_, at) => times(2, `${at}/`)).flat()
    expect(invalidationPaths(folders(15), { maxPaths: 15 }).every((path) => path.endsWith('/*'))).toBe(true)
    expect(invalidationPaths(folders(16), { maxPaths: 16 })).toEqual(['/*'])
  })

  it('stand where more than 3,000 paths were asked for', () => {
    expect(invalidationPaths(times(3_000, 'a/'), { maxPaths: 9_999 })).toHaveLength(3_000)
    expect(invalidationPaths(times(3_001, 'a/'), { maxPaths: 9_999 })).toEqual(['/a/*'])
  })
})

describe('whatever changed', () => {
  const name = fc.oneof(
    fc.constantFrom('index.html', 'a', 'b', 'c.js', 'über', 'x y', 'a+b', '*', 'a*', '.well-known', '50%'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !text.includes('/')),
  )
  const key = fc.array(name, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'))
  const keys = fc.array(key, { maxLength: 80 })
  const covers = (paths: string[], path: string) =>
    paths.some((one) => (one.endsWith('*') ? path.startsWith(one.slice(0, -1)) : one === path))
  const encoded = (key: string) => `/${key.split('/').map(encodeURIComponent).join('/')}`
  // As CloudFront writes them: what is encoded without need is not, here.
  const same = (path: string) => path.replace(/%(2[146789BC]|3[ABD]|40)/g, decodeURIComponent).replaceAll('~', '%7E')

  it('is covered, within the limits, in one order', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 100 }), (changed, maxPaths) => {
        const paths = invalidationPaths(changed, { maxPaths })
        expect(paths.length).toBeLessThanOrEqual(maxPaths)
        expect(paths.filter((path) => path.endsWith('*')).length).toBeLessThanOrEqual(15)
        expect(paths.every((path) => /^\/[\x21-\x7e]*$/.test(path) && !path.slice(0, -1).includes('*'))).toBe(true)
        for (const one of changed) {
          expect(covers(paths, same(encoded(one)).replaceAll('*', '%2A')) || covers(paths, same(encoded(one)))).toBe(
            true,
          )
          if (/(^|\/)index\.html$/.test(one)) {
            expect(covers(paths, same(encoded(one.slice(0, -'index.html'.length))))).toBe(true)
          }
        }
        expect(invalidationPaths(changed.toReversed(), { maxPaths })).toEqual(paths)
      }),
      { numRuns: 3_000 },
    )
  })

  it('costs a path each and no wildcard as long as that is within the limit', () => {
    const plain = key.filter((one) => !/[*+]/.test(one))
    fc.assert(
      fc.property(fc.uniqueArray(plain, { maxLength: 40 }), (changed) => {
        const indexes = changed.filter((one) => /(^|\/)index\.html$/.test(one))
        const paths = invalidationPaths(changed, few)
        expect(paths).toHaveLength(new Set([...changed, ...indexes.map((one) => one.slice(0, -10))]).size)
        expect(paths.some((path) => path.endsWith('*'))).toBe(false)
      }),
    )
  })
})
