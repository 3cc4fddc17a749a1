import { parseArgs } from 'node:util'

export const usage = `Makes the table of DynamoDB that keeps direct messages, or checks it. Changes no message.

  npm run messages:table -- create [--point-in-time-recovery]
  npm run messages:table -- check [--point-in-time-recovery]

DDB_MESSAGE_TABLE names the table, AWS_DEFAULT_REGION says where it is, and AWS_ENDPOINT_URL names an emulator.
create makes what is missing, and can be repeated.
--point-in-time-recovery turns it on. AWS then keeps copies of messages for up to 35 days after they are gone.`

export type Arguments = { action: 'create' | 'check'; recovery: boolean }

/** The arguments of the command line, or null if they are not as `usage` says. */
export function readArguments(args: string[]): Arguments | null {
  try {
    const options = { 'point-in-time-recovery': { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [action, ...more] = positionals
    if ((action !== 'create' && action !== 'check') || more.length > 0) return null
    return { action, recovery: values['point-in-time-recovery'] }
  } catch {
    return null
  }
}
