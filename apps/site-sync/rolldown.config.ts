import { readFileSync } from 'node:fs'

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))

const bundle = (input: string, file: string) => ({
  input,
  platform: 'node',
  // AWS's own is loaded when it is needed, if it is at all.
  external: Object.keys(dependencies).filter((name) => name.startsWith('@aws-sdk/')),
  output: { file, format: 'esm' },
})

/**
 * The command line in one file, and the thread that it starts in another beside it: a hundred small ones take longer to
 * find than a run that changes nothing takes.
 */
export default [bundle('src/cli.ts', 'dist/cli.js'), bundle('src/snapshot/hash-worker.ts', 'dist/hash-worker.js')]
