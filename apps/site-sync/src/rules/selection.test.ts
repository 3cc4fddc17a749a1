import { describe, expect, it } from 'vitest'
import { secretIn } from './secrets.ts'
import { createSelection } from './selection.ts'

const none = { ignore: [], include: [], protect: [], cleanUrls: false }

describe('a folder is entered', () => {
  it.each<[string, Partial<Parameters<typeof createSelection>[0]>, boolean]>([
    ['a', {}, true],
    ['a', { ignore: ['a'] }, false],
    ['x/a/b', { ignore: ['a'] }, false],
    ['a', { ignore: ['*.html'] }, true],
    ['a', { include: ['*.html'] }, true],
    ['a', { include: ['/b'] }, false],
    ['a', { include: ['/*.html'] }, false],
    ['a.html', { include: ['/*.html'] }, true],
    ['a', { include: ['/{a,b}/c'] }, true],
    ['a', { include: ['a/b/*.html'] }, true],
    ['a/b', { include: ['a/b/*.html'] }, true],
    ['a/c', { include: ['a/b/*.html'] }, false],
    ['a/c', { include: ['a/*/x.html'] }, true],
    ['b', { include: ['a/**', '**/x'] }, true],
    ['.site-sync', {}, false],
    ['a/.site-sync', {}, true],
  ])('%s, %j: %j', (path, some, isEntered) => {
    expect(createSelection({ ...none, ...some }).entersFolder(path)).toBe(isEntered)
  })
})

describe('a secret', () => {
  it.each([
    ['.git/config', '.git'],
    ['docs/.git/objects/aa/bb', 'docs/.git'],
    ['.env', '.env'],
    ['a/.env.production', 'a/.env.production'],
    ['keys/ID_RSA', 'keys/ID_RSA'],
    ['tls/server.key', 'tls/server.key'],
    ['server.pem', 'server.pem'],
    ['.npmrc', '.npmrc'],
    ['.aws/credentials', '.aws'],
    ['.env.example', null],
    ['id_rsa.pub', null],
    ['.well-known/security.txt', null],
    ['.gitignore', null],
    ['.github/x', null],
    ['a.key/index.html', null],
    ['environment.js', null],
  ])('%s: %j', (path, secret) => expect(secretIn(path)).toBe(secret))

  it.each([
    [[], '.git'],
    [['**'], '.git'],
    [['*'], '.git'],
    [['.*'], '.git'],
    [['**', '.git'], null],
    [['**/.git/**'], null],
    [['/.git/'], null],
    [['.env', '*.html'], '.git'],
  ])('is let through only where include names it: %j', (include, secret) => {
    expect(createSelection({ ...none, include }).secretIn('.git/config')).toBe(secret)
  })
})
