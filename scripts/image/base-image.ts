import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { buildah, cacheDir, run } from './buildah.ts'

const release = 'trixie'

/**
 * Makes a replacement for Node's official image, under its name, so that the Dockerfile can be built unchanged without an
 * image registry: a small Debian, the Node of this checkout, and npm. It is made once and kept in the cache.
 */
export function makeBaseImage(name: string): void {
  if (hasBaseImage(name)) return
  mkdirSync(cacheDir, { recursive: true })
  const root = mkdtempSync(join(cacheDir, 'base-'))
  try {
    run('debootstrap', ['--variant=minbase', '--include=ca-certificates', release, root])
    addNode(root)
    trustAsHere(root)
    const container = buildah('from', 'scratch')
    buildah('add', '--quiet', container, root, '/')
    buildah(
      'config',
      '--env=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      '--cmd=node',
      container,
    )
    buildah('commit', '--quiet', '--rm', container, name)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

export function hasBaseImage(name: string): boolean {
  return buildah('images', '--format={{.Name}}:{{.Tag}}').split('\n').includes(name)
}

function addNode(root: string): void {
  const npm = join(root, 'usr/local/lib/node_modules/npm')
  copyFileSync(realpathSync(process.execPath), join(root, 'usr/local/bin/node'))
  cpSync(dirname(dirname(realpathSync(npmProgram()))), npm, { recursive: true })
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm'))
  run('chroot', [root, '/usr/sbin/useradd', '--uid=1000', '--create-home', 'node'])
}

/** The npm that runs this script. */
function npmProgram(): string {
  const path = process.env['npm_execpath']
  if (!path) throw new Error('start it by npm: npm run image:check')
  return path
}

/** Behind a proxy that intercepts TLS, an installation needs the certificates that this machine trusts. */
function trustAsHere(root: string): void {
  const bundle = 'etc/ssl/certs/ca-certificates.crt'
  if (!existsSync(`/${bundle}`)) return
  copyFileSync(`/${bundle}`, join(root, bundle))
  mkdirSync(join(root, 'usr/local/etc'), { recursive: true })
  writeFileSync(join(root, 'usr/local/etc/npmrc'), `cafile=/${bundle}\n`)
}
