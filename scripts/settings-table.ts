import { readFileSync, writeFileSync } from 'node:fs'
import { settings } from '../apps/api/src/config/settings.ts'

const readme = new URL('../README.md', import.meta.url)
const [begin, end] = ['<!-- settings -->\n', '<!-- /settings -->']

/** The settings as a table for the README, from the one list of settings. */
export function settingsTable(): string {
  const rows = Object.entries(settings).map(([name, setting]) => {
    const standard = 'default' in setting && setting.default ? `\`${setting.default}\`` : ''
    return `| \`${name}\` | ${setting.about.replaceAll('|', '\\|')} | ${standard} |`
  })
  return ['| setting | meaning | default |', '|---|---|---|', ...rows, ''].join('\n')
}

/** The README with the current table. */
export function withSettingsTable(text: string): string {
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error('README.md has no <!-- settings --> marks')
  return `${before}${begin}${settingsTable()}${end}${after}`
}

if (import.meta.main) writeFileSync(readme, withSettingsTable(readFileSync(readme, 'utf8')))
