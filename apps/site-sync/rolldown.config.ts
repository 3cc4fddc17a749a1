import { readFileSync } from 'node:fs'

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
/** Every run needs these. The others are loaded on demand: AWS's own libraries, and those for proxies. */
const bundled = ['picomatch', 'smol-toml']

const bundle = (input: string, file: string, format: 'cjs' | 'esm') => ({
  input,
  platform: 'node',
  external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
  output: { file, format },
})

/**
 * The command line is one file, and the thread that it starts is another beside it: to find a hundred small files takes
 * longer than a run that changes nothing. It is CommonJS, because an `import` of a module of Node's loads what is in it
 * whether or not it is used: that is 3 ms of 39 until it has said its version.
 */
export default [
  bundle('src/cli.ts', 'dist/cli.cjs', 'cjs'),
  bundle('src/snapshot/hash-worker.ts', 'dist/hash-worker.js', 'esm'),
]
