import { writeFileSync } from 'node:fs'
import { settings } from '../apps/api/src/config/settings.ts'

const heading = `# Every setting, with its default if it has one. Copy this file to .env and uncomment what you change. Variables of the
# environment override the lines here. Names that are not listed are refused.
`

/** The text of `.env.example`, from the one list of settings. */
export function envExample(): string {
  const blocks = Object.entries(settings).map(([name, setting]) => {
    const standard = 'default' in setting ? setting.default : ''
    return `# ${setting.about}\n#${name}=${standard}\n`
  })
  return [heading, ...blocks].join('\n')
}

if (import.meta.main) writeFileSync(new URL('../.env.example', import.meta.url), envExample())
