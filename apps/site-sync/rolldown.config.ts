import { readFileSync } from 'node:fs'

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
/** Every run needs these. The others are loaded on demand: AWS's own libraries, and those for proxies. */
const bundled = ['picomatch', 'smol-toml']

const bundle = (input: string, file: string) => ({
  input,
  platform: 'node',
  external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
  output: { file, format: 'esm' },
})

/**
 * The command line is one file, and the thread that it starts is another beside it: to find a hundred small files takes
 * longer than a run that changes nothing.
 */
export default [bundle('src/cli.ts', 'dist/cli.js'), bundle('src/snapshot/hash-worker.ts', 'dist/hash-worker.js')]
