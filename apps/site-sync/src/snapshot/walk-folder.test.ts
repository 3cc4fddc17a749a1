import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { byBytes } from '../model/by-bytes.ts'
import { Refusal } from '../model/errors.ts'
import { createSelection } from '../rules/selection.ts'
import { walkFolder } from './walk-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-sync-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string | Buffer, content = 'x') {
  return writeFileSync(path, content)
}

function selectionOf(ignore: string[] = [], include: string[] = []) {
  return createSelection({ ignore, include, protect: [], cleanUrls: false })
}

const everything = selectionOf()

function filesIn(selection = everything) {
  return [...walkFolder(folder, selection)].flat()
}

function found() {
  return Object.fromEntries(filesIn().map(({ path, size }) => [path, size]))
}

function refusal(at = folder): string {
  try {
    for (const _ of walkFolder(at, everything));
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
    return (error as Refusal).message
  }
  throw new Error('nothing was refused')
}

describe('finds', () => {
  it('every file at any depth, those with a dot too, by names as they are', async () => {
    const names = [
      '.well-known/security.txt',
      'a/b/c/d',
      'a b+%25',
      'Ünï',
      'U\u0308ni\u0308',
      'a\\b',
      '\ufffd',
      '💣',
      'empty',
    ]
    for (const name of names) {
      mkdirSync(join(folder, name, '..'), { recursive: true })
      write(join(folder, name), name === 'empty' ? '' : 'abc')
    }
    mkdirSync(join(folder, 'nothing/here'), { recursive: true })
    expect(found()).toEqual(Object.fromEntries(names.map((name) => [name, name === 'empty' ? 0 : 3])))
  })

  it('what links lead to, twice if there are two', async () => {
    mkdirSync(join(folder, 'a'))
    write(join(folder, 'a/x'), '12')
    symlinkSync('a', join(folder, 'b'))
    symlinkSync('../a/x', join(folder, 'a/y'))
    expect(found()).toEqual({ 'a/x': 2, 'a/y': 2, 'b/x': 2, 'b/y': 2 })
  })

  it('nothing in an empty folder', () => expect(found()).toEqual({}))

  it('what it finds in the order of the bytes of their paths', () => {
    const names = ['a-', 'a/b', 'a/b-c/d', 'a/b/c', 'a.b', 'b0', 'b/a', '\uffee', '😀/x', 'to/there']
    for (const name of names.filter((one) => !names.some((other) => other.startsWith(`${one}/`)))) {
      mkdirSync(join(folder, name, '..'), { recursive: true })
      write(join(folder, name))
    }
    symlinkSync('a', join(folder, 'z'))
    const paths = filesIn().map(({ path }) => path)
    expect(paths).toContain('z/b/c')
    expect(paths).toEqual([...paths].sort(byBytes))
  })
})

describe('refuses', () => {
  it('a folder that is missing', async () => {
    expect(refusal(join(folder, 'dist'))).toBe(`there is no folder ${folder}/dist: has the site been built?`)
  })

  it('a file', async () => {
    write(join(folder, 'a'))
    expect(refusal(join(folder, 'a'))).toBe(`${folder}/a is a file: a folder is needed`)
    expect(refusal(join(folder, 'a/b'))).toContain('a/b cannot be read: ENOTDIR')
  })

  it('a link that leads nowhere, or to itself', async () => {
    symlinkSync('gone', join(folder, 'a'))
    expect(refusal()).toBe(`${folder}/a leads to nothing, or went away just now`)
    rmSync(join(folder, 'a'))
    symlinkSync('a', join(folder, 'a'))
    expect(refusal()).toBe(`${folder}/a is a link that leads back to itself`)
  })

  it.each([
    ['to the folder above', [['a/b', '..']], 'a/b'],
    ['to the very top', [['a/b', '../..']], 'a/b'],
    [
      'in a circle',
      [
        ['a/to-c', '../c'],
        ['c/to-a', '../a'],
      ],
      /^(a\/to-c\/to-a|c\/to-a\/to-c) /,
    ],
  ] as const)('a link %s', async (_name, links, named) => {
    for (const [path, to] of links) {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      symlinkSync(to, join(folder, path))
    }
    const words = refusal()
    expect(words).toMatch(named)
    expect(words).toContain('is a link to a folder that it is in')
  })

  it('a socket, by its name', async () => {
    const server = createServer().listen(join(folder, 'socket'))
    await new Promise((resolve) => server.once('listening', resolve))
    try {
      expect(refusal()).toBe('socket is neither a file nor a folder: ignore it or remove it')
    } finally {
      server.close()
    }
  })

  it('a pipe behind a link', async () => {
    mkdirSync(join(folder, 'site'))
    expect(spawnSync('mkfifo', [join(folder, 'pipe')]).status).toBe(0)
    symlinkSync('../pipe', join(folder, 'site/a'))
    expect(refusal(join(folder, 'site'))).toContain('a is neither a file nor a folder')
  })

  it('a name that is not Unicode', async () => {
    write(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff, 0x2e, 0x6a])]))
    expect(refusal()).toBe(`the name of ${folder}/a\ufffd.j is not Unicode: S3 cannot hold it`)
  })

  it('a folder that may not be read', async () => {
    mkdirSync(join(folder, 'a'))
    chmodSync(folder, 0o755)
    chmodSync(join(folder, 'a'), 0)
    // Root may read everything: then the test is somebody else for a moment.
    const isRoot = process.getuid?.() === 0
    if (isRoot) process.seteuid?.('nobody')
    try {
      expect(refusal()).toBe(`${folder}/a may not be read`)
    } finally {
      if (isRoot) process.seteuid?.('root')
    }
  })
})

describe('does not look at what the selection leaves out:', () => {
  const skipped = (ignore: string[], include: string[] = []) =>
    filesIn(selectionOf(ignore, include)).map(({ path }) => path)

  /** Each makes something that a walk of everything refuses, called `odd`. */
  const oddities: [string, () => void][] = [
    ['a pipe', () => void spawnSync('mkfifo', [join(folder, 'odd')])],
    ['a broken link', () => symlinkSync('gone', join(folder, 'odd'))],
    ['a link to itself', () => symlinkSync('odd', join(folder, 'odd'))],
    ['a link to its own folder', () => symlinkSync('.', join(folder, 'odd'))],
    [
      'a link to a pipe',
      () => {
        spawnSync('mkfifo', [join(folder, 'odd.pipe')])
        symlinkSync('odd.pipe', join(folder, 'odd'))
      },
    ],
    ['a name that is not Unicode', () => write(Buffer.concat([Buffer.from(`${folder}/odd`), Buffer.from([0xff])]))],
  ]

  it.each(oddities)('%s, ignored', (_name, make) => {
    write(join(folder, 'index.html'))
    make()
    expect(() => skipped([])).toThrow(Refusal)
    expect(skipped(['odd*'])).toEqual(['index.html'])
  })

  it.each(oddities)('%s, not included', (_name, make) => {
    write(join(folder, 'index.html'))
    make()
    expect(skipped([], ['*.html'])).toEqual(['index.html'])
  })

  it.each(oddities)('%s, below an ignored folder', (_name, make) => {
    make()
    mkdirSync(join(folder, 'site/node_modules/.bin'), { recursive: true })
    write(join(folder, 'site/index.html'))
    spawnSync('sh', ['-c', 'mv odd* site/node_modules/.bin'], { cwd: folder })
    const selection = selectionOf(['node_modules'])
    expect([...walkFolder(join(folder, 'site'), selection)].flat()).toEqual([{ path: 'index.html', size: 1 }])
  })

  it('a folder that may not be read, ignored or where nothing is included', () => {
    write(join(folder, 'index.html'))
    mkdirSync(join(folder, 'private'))
    chmodSync(folder, 0o755)
    chmodSync(join(folder, 'private'), 0)
    const isRoot = process.getuid?.() === 0
    if (isRoot) process.seteuid?.('nobody')
    try {
      expect(skipped(['private'])).toEqual(['index.html'])
      expect(skipped(['private/'])).toEqual(['index.html'])
      expect(skipped([], ['/*.html'])).toEqual(['index.html'])
      // It may hold pages: their objects would be deleted.
      expect(() => skipped([], ['*.html'])).toThrow('may not be read')
    } finally {
      if (isRoot) process.seteuid?.('root')
    }
  })
})
