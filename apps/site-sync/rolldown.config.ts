import { readFileSync } from 'node:fs'

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))

/** The command line in one file: a hundred small ones take longer to find than a run that changes nothing. */
export default {
  input: 'src/cli.ts',
  platform: 'node',
  external: Object.keys(dependencies),
  output: { file: 'dist/cli.js', format: 'esm' },
}
