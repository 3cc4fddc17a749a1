import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

const base = 'docker.io/library/node:24-trixie-slim'
const image = 'localhost/cruddur:check'

export type Running = ChildProcessByStdio<null, Readable, Readable>

export type ImageTools = ReturnType<typeof startImageTools>

/** buildah with a storage of its own, and without namespaces or a daemon: it changes its root directory, as chroot does. */
export function startImageTools(folder: string) {
  mkdirSync(folder, { recursive: true })
  const storage = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs']
  const buildah = (...args: string[]) =>
    execFileSync('buildah', [...storage, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()
  const sizeOf = (name: string) => {
    const [{ size } = { size: '0 MB' }] = JSON.parse(buildah('images', '--json', name)) as { size: string }[]
    return Math.round(Number.parseFloat(size) * (size.endsWith('GB') ? 1000 : 1))
  }

  return {
    buildah,
    /** Makes what the Dockerfile builds on, from Debian's own packages and the Node that npm brought. Once. */
    makeBase(node: string): void {
      if (buildah('images', '--quiet', '--filter', `reference=${base}`)) return
      const root = join(folder, 'base')
      rmSync(root, { recursive: true, force: true })
      execFileSync('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'trixie', root], {
        stdio: 'ignore',
      })
      copyNode(node, root)
      for (const path of ['var/cache/apt', 'var/lib/apt/lists'])
        rmSync(join(root, path), { recursive: true, force: true })
      const container = buildah('from', 'scratch')
      buildah('add', container, root, '/')
      buildah('config', '--env', 'PATH=/usr/local/bin:/usr/bin:/bin', container)
      buildah('commit', '--rm', container, base)
      rmSync(root, { recursive: true, force: true })
    },
    build(context: string): void {
      buildah('bud', '--isolation', 'chroot', '--pull-never', '--format', 'docker', '--tag', image, context)
    },
    /** The size of the image without its base. */
    ownMegabytes: (): number => sizeOf(image) - sizeOf(base),
    /** The base stays for the next time. */
    removeImage: (): string => buildah('rmi', image),
    /** A container of the image. */
    createContainer: (): string => buildah('from', '--pull-never', image),
    removeContainer: (container: string): string => buildah('rm', container),
    /** Runs a command in a container, on the network of this machine. */
    start(container: string, env: Record<string, string>, volumes: Record<string, string>, command: string[]): Running {
      const options = [
        ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
        ...Object.entries(volumes).flatMap(([from, to]) => ['--volume', `${from}:${to}`]),
      ]
      const args = [...storage, 'run', '--isolation', 'chroot', ...options, container, '--', ...command]
      return spawn('buildah', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    },
  }
}

/** As the image of Node has it: Node and npm in /usr/local, a user of the number 1000. */
function copyNode(node: string, root: string): void {
  const local = join(root, 'usr/local')
  copyFileSync(node, join(local, 'bin/node'))
  const modules = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim()
  cpSync(join(modules, 'npm'), join(local, 'lib/node_modules/npm'), { recursive: true })
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin/npm'))
  appendFileSync(join(root, 'etc/passwd'), 'node:x:1000:1000::/home/node:/bin/sh\n')
  appendFileSync(join(root, 'etc/group'), 'node:x:1000:\n')
  // Certificates that this machine trusts beyond Debian's, as behind a proxy that looks into TLS.
  const certificates = '/etc/ssl/certs/ca-certificates.crt'
  if (!existsSync(certificates)) return
  copyFileSync(certificates, join(root, certificates))
  mkdirSync(join(local, 'etc'), { recursive: true })
  writeFileSync(join(local, 'etc/npmrc'), `cafile=${certificates}\n`)
}
