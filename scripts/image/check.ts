import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout, type Gate, search } from '../check/gate.ts'
import { runGates } from '../check/run-gates.ts'
import { linterGate } from '../linters/linter-gate.ts'
import { hasBaseImage, makeBaseImage } from './base-image.ts'
import { buildah, missingPart } from './buildah.ts'
import { checkSize, checkThatNothingInstalls, checkThatNothingIsCompiled, runImage } from './image-checks.ts'
import { partsOfImage } from './production-tree.ts'

// `npm run image:check`: builds the Dockerfile and runs the image, without Docker. The first run takes some minutes to make a
// base image, which is then in this user's cache. With `--cached` all gates are skipped if the base is not in the cache.

/** Has a name of this process, because checkouts share the cache. It is deleted at the end; only the base stays. */
const image = `cruddur:check-${process.pid}`
/** What the image is told. Not the checkout's own: it may have no git. */
const commit = 'c0ffee'.padEnd(40, '0')
let built = false
const baseName = /^ARG NODE_IMAGE=(\S+)$/m.exec(readFileSync(join(checkout, 'Dockerfile'), 'utf8'))?.[1] ?? ''

function gate(name: string, check: () => string | Promise<string>): Gate {
  return {
    name,
    async check() {
      const missing = missingPart() ?? (isBaseWanted() ? null : 'a base in the cache: npm run image:check makes it')
      if (missing) return { passed: true, skipped: true, words: `not on this machine: needs ${missing}` }
      return { passed: true, words: await check() }
    },
  }
}

const isBaseWanted = () => !process.argv.includes('--cached') || hasBaseImage(baseName)
const seconds = (start: number) => `${Math.round((performance.now() - start) / 1_000)} s`

const passed = await runGates('image', [
  search('every package of the image is in the lock file', () =>
    partsOfImage().packages.length > 0 ? [] : ['none is'],
  ),
  linterGate({ name: 'hadolint', args: ['Dockerfile', 'packages/aws-emulators/Dockerfile'], from: 'pypi' }),
  linterGate({ name: 'compose-lint', script: true, args: ['--no-env', 'compose.yaml'], from: 'pypi' }),
  gate('the image is built', () => {
    const start = performance.now()
    makeBaseImage(baseName)
    const base = seconds(start)
    const options = ['--isolation=chroot', '--pull-never', '--format=docker', `--build-arg=COMMIT=${commit}`]
    buildah('bud', '--quiet', ...options, `--tag=${image}`, checkout)
    built = true
    return `base ${base}, with the image ${seconds(start)}`
  }),
  gate('the image is small', () => checkSize(image)),
  gate('nothing that we add is compiled for one processor', () => checkThatNothingIsCompiled(image)),
  gate('nothing in the image installs packages', () => checkThatNothingInstalls(image)),
  gate('the image serves, as uid 1000, on a verified connection, and writes to DATA_DIR alone', () =>
    runImage(image, commit),
  ),
])
if (built) buildah('rmi', '--force', image)
process.exit(passed ? 0 : 1)
