import { parseArgs } from 'node:util'

export type BenchOptions = {
  files: number[]
  runs: number
  json: boolean
  memory: boolean
  only: string[]
  source: boolean
}

export const usage = `npm run bench -w @cruddur/site-sync -- [options]
  --files 1000,10000   sizes of the sites
  --runs 3             of each, of which the median is told
  --only a,b           these contenders (site-sync, node:http, "aws s3 sync", s5cmd, rclone, s3-sync-client)
  --memory             memory of site-sync at 10,000 and 100,000 files instead
  --source             run site-sync from its sources, not built
  --json               for a program
BENCH_TOOLS: a folder with the rivals' programs, or with them in its bin/ and npm/node_modules/.`

export function readOptions(args: string[]): BenchOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      files: { type: 'string', default: '1000,10000' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      memory: { type: 'boolean', default: false },
      source: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return null
  return {
    ...values,
    files: values.files.split(',').map(Number),
    runs: Number(values.runs),
    only: values.only.split(',').filter(Boolean),
  }
}
