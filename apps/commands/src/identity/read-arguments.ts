import { parseArgs } from 'node:util'
import { Email } from '@cruddur/contract/credentials'
import { uuidPattern } from '@cruddur/contract/uuids'
import type { Direction } from './plan-links.ts'

export const usage = `Shows how people sign in, and moves them between the built-in identity and a user pool of Cognito.

  npm run identity -- list [--show-emails]
  npm run identity -- link --email ADDRESS --subject SUBJECT [--pool POOL] [--to cognito|embedded] [--yes]
  npm run identity -- link --from-pool POOL [--to cognito|embedded] [--yes]

link says what it would do, and does it with --yes.
POOL is the id of a user pool, such as eu-central-1_AbCdEf123.
--to cognito, the default of --from-pool, gives people with a built-in account the subject of the pool's account with the same verified
address. Their built-in account is deleted, and its sessions end. So is that of people who have the pool's subject already.
--to embedded gives people whose subject is the pool's a built-in account with the same subject and the address. They set a
password by "Forgot your password?". For one person it needs --pool.
With --pool, --to is needed if somebody here has SUBJECT already.`

export type Arguments =
  | { action: 'list'; showEmails: boolean }
  | {
      action: 'link'
      email: string
      subject: string
      pool: string | undefined
      to: Direction | undefined
      yes: boolean
    }
  | { action: 'link-pool'; pool: string; to: Direction; yes: boolean }

const options = {
  'show-emails': { type: 'boolean', default: false },
  email: { type: 'string' },
  subject: { type: 'string' },
  pool: { type: 'string' },
  'from-pool': { type: 'string' },
  to: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const

/** The arguments of the command line, or null if they are not as `usage` says. */
export function readArguments(args: string[]): Arguments | null {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    if (positionals.length !== 1) return null
    if (positionals[0] === 'list') return { action: 'list', showEmails: values['show-emails'] }
    return positionals[0] === 'link' ? readLink(values) : null
  } catch {
    return null
  }
}

type Values = { [Name in 'email' | 'subject' | 'pool' | 'from-pool' | 'to']?: string | undefined } & { yes: boolean }

function readLink({ email, subject, pool, 'from-pool': fromPool, to, yes }: Values): Arguments | null {
  if (to !== undefined && to !== 'cognito' && to !== 'embedded') return null
  if (fromPool) {
    if (email || subject || pool || !isPool(fromPool)) return null
    return { action: 'link-pool', pool: fromPool, to: to ?? 'cognito', yes }
  }
  const [address, sub] = [Email.safeParse(email).data, subject?.toLowerCase() ?? '']
  if (!address || !uuidPattern.test(sub) || (pool && !isPool(pool))) return null
  return { action: 'link', email: address, subject: sub, pool, to, yes }
}

const isPool = (pool: string) => /^[\w-]{1,55}_[0-9a-zA-Z]+$/.test(pool)
