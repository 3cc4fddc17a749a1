import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle

/** Weighs as much as all else together, and few readers open it. */
const onDemand = /^assets\/EmojiPicker-/

/** Files of `public/` that no page asks for, or that programs ask for and not pages. */
const notOfTheShell = /^robots\.txt$/

/**
 * Builds the service worker into `/sw.js`, with the list of files that it keeps. Its text changes with every file of the
 * app: that tells browsers that there is a new build.
 */
export function serviceWorker(): Plugin {
  let root = ''
  let publicDir = ''
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root
      publicDir = config.publicDir
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const facts = { ...listFiles(bundle, publicDir), digest: digestOf(bundle, publicDir) }
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: await buildWorker(root, facts) })
      },
    },
  }
}

function listFiles(bundle: Bundle, publicDir: string): { kept: string[]; onDemand: string[] } {
  const assets = Object.keys(bundle).filter((name) => name.startsWith('assets/'))
  const files = readdirSync(publicDir).filter((name) => !notOfTheShell.test(name))
  return {
    kept: [...assets.filter((name) => !onDemand.test(name)), ...files].sort().map((name) => `/${name}`),
    onDemand: assets.filter((name) => onDemand.test(name)).map((name) => `/${name}`),
  }
}

/** Of the files whose names stay the same while their content changes. */
function digestOf(bundle: Bundle, publicDir: string): string {
  const digest = createHash('sha256')
  const page = bundle['index.html']
  if (page?.type !== 'asset') throw new Error('The build has no index.html')
  digest.update(page.source)
  for (const name of readdirSync(publicDir).sort()) digest.update(readFileSync(join(publicDir, name)))
  return digest.digest('hex').slice(0, 16)
}

async function buildWorker(root: string, facts: object): Promise<string> {
  const output = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    define: { buildFacts: JSON.stringify(facts) },
    build: {
      write: false,
      rolldownOptions: { input: join(root, 'worker/service-worker.ts'), output: { format: 'iife' } },
      modulePreload: false,
    },
  })
  const [script] = (output as Rolldown.RolldownOutput).output
  return script.code
}
