import { people } from './people.ts'
import { demoPassword, emailOf } from './seed.ts'

/** The logins of the demo, for the terminal. */
export function loginLines(): string {
  const lines = people.map(({ handle, name }) => `  ${name.padEnd(20)} ${emailOf(handle)}`)
  return ['Sign in as any of these people:', ...lines, `The password of all of them: ${demoPassword}`, ''].join('\n')
}
