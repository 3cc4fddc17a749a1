import { groups, type SettingRow, settingsTable, shownEnv } from './settings-table.ts'

const columns = 80
/** Where the words begin. */
const indent = 29

/** What `--help` prints: at most 80 columns. */
export function helpText(): string {
  const sections = Object.entries(groups).map(([group, title]) => {
    const rows = settingsTable.filter((row) => row.group === group && row.kind !== 'table')
    return `${title}\n${rows.flatMap(linesOf).join('\n')}\n`
  })
  return `${usage}\n${sections.join('\n')}\n${notes}`
}

/** `      --bucket NAME          the bucket; needed                        S3_BUCKET`. */
function linesOf(row: SettingRow): string[] {
  const { flag, short, value, kind, shownDefault, scope } = row
  const isTurnedOff = kind === 'switch' && scope !== 'flag' && shownDefault === 'at a terminal'
  const name = `--${flag}${value ? ` ${value}` : ''}${isTurnedOff ? `, --no-${flag}` : ''}`
  const first = `${short ? `  -${short}, ` : '      '}${name}`
  const isSaid = shownDefault !== undefined && !['`[]`', '`false`', 'all', 'AWS'].includes(shownDefault)
  const words = `${row.words}${isSaid ? `; default ${shownDefault}` : ''}`.replaceAll('`', '')
  const [head = '', ...rest] = wrap(words, columns - indent)
  const lines = [`${first.padEnd(indent - 1)} ${head}`, ...rest.map((line) => ' '.repeat(indent) + line)]
  return withEnv(lines, shownEnv(row, false).join(', '))
}

/** Puts variables at the right, beside the last line if there is room. */
function withEnv(lines: string[], env: string): string[] {
  if (env === '') return lines
  const last = lines.at(-1) ?? ''
  if (last.length + 2 + env.length > columns) return [...lines, env.padStart(columns)]
  return [...lines.slice(0, -1), last + env.padStart(columns - last.length)]
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** The table of settings in the README. */
export function readmeTable(): string {
  const rows = settingsTable.filter(({ scope }) => scope !== 'flag')
  const lines = rows.map((row) => {
    const name = row.kind === 'table' ? tableName(row.flag) : row.flag.replaceAll('-', '_')
    const flags = row.kind === 'table' ? [] : [`--${row.flag}`, ...(row.short ? [`-${row.short}`] : [])]
    const cells = [code([name]), code(flags), code(shownEnv(row, true)), row.shownDefault ?? '', row.words]
    return `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |')
  })
  return ['| setting | flag | environment | default | |', '|---|---|---|---|---|', ...lines].join('\n')
}

function tableName(flag: string): string {
  return flag === 'redirects' ? `[${flag}]` : `[[${flag}]]`
}

function code(names: string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

const usage = `site-sync: puts a static website on S3 and CloudFront, safely and fast

Usage
  site-sync [flags]                    plan, show, ask, apply
  site-sync plan [--out plan.json]     show what would be done, change nothing
  site-sync apply [plan.json] [flags]  do it; a plan only if it still holds
  site-sync status [flags]             whether bucket and folder differ

Example
  site-sync --bucket www.example.com --build-dir dist --distribution E2EXAMPLE
`

const notes = `A flag goes before the environment, and the environment before site-sync.toml,
where a setting has _ for - and paths go from the folder of the file. Patterns
add up. A switch is turned off by --no-wait and so on. The variables of the gem
may have SYNC_ before them. Headers, compression and redirects are set in
site-sync.toml:

  [[headers]]
  match = ["fonts/**"]
  set = { cache-control = "public, max-age=31536000, immutable" }

  [[encodings]]
  match = ["*.html", "*.js", "*.css"]
  encoding = "br"

  [redirects]
  "old.html" = "/new.html"

Exit codes
  0  done, or nothing to do
  1  failure: what was done is kept, run again to go on
  2  a flag, a variable or a setting is wrong; nothing was done
  3  refused by a guard, or not confirmed; nothing was changed
`
