import { isIP } from 'node:net'
import { Handle } from '@cruddur/contract/names/handles'
import { protectionOf } from '@cruddur/storage/database-tls'
import { z } from 'zod'
import { parseOtlpHeaders } from '../telemetry/tracing/otlp-settings.ts'

// The kinds of values that settings have. Each parses the text of the environment. The messages are printed after the
// name of the setting, and never quote a value that could hold a secret.

/** `read` returns the value, or throws an error whose message says what is wrong. */
function value<T>(read: (text: string) => T) {
  return z.string().transform((text, context) => {
    try {
      return read(text.trim())
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message })
      return z.NEVER
    }
  })
}

const shown = (text: string) => JSON.stringify(text.slice(0, 40))

export function wholeNumber(min: number, max: number) {
  return value((text) => {
    const number = Number(text)
    if (/^\d{1,15}$/.test(text) && number >= min && number <= max) return number
    throw new Error(`must be a whole number from ${min} to ${max}, not ${shown(text)}`)
  })
}

export function oneOf<T extends string>(...words: T[]) {
  return value((text) => {
    const word = words.find((known) => known === text)
    if (word) return word
    throw new Error(`must be one of ${words.join(', ')}, not ${shown(text)}`)
  })
}

/** Visible characters without spaces. The message does not quote it: it may be a secret. */
export function word(max: number) {
  return value((text) => {
    if (/^[\x21-\x7e]+$/.test(text) && text.length <= max) return text
    throw new Error(`must be one word of at most ${max} letters, digits and signs`)
  })
}

/** A number from 0 to 1. */
export const share = value((text) => {
  if (/^(0|1|0?\.\d{1,9}|1\.0+|0\.0+)$/.test(text)) return Number(text)
  throw new Error(`must be a number from 0 to 1, such as 0.1, not ${shown(text)}`)
})

export const headers = value(parseOtlpHeaders)

export const path = value((text) => {
  if (text.includes('\0')) throw new Error('must be a path')
  return text
})

export const hostname = value((text) => {
  if (isIP(text) || /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(text)) return text
  throw new Error(`must be an address or a host name without scheme or port, not ${shown(text)}`)
})

/** At most `max` events in `window` milliseconds. */
export type Limit = { max: number; window: number }

const unitsMs = { s: 1_000, min: 60_000, h: 3_600_000 }

/** A number of events in a time, such as `300/5min`. */
export const rate = value((text): Limit => {
  const [, count, length, unit] = /^(\d{1,9})\/(\d{1,4})?(s|min|h)$/.exec(text) ?? []
  const limit = { max: Number(count), window: Number(length ?? 1) * unitsMs[unit as keyof typeof unitsMs] }
  if (limit.max > 0 && limit.window > 0) return limit
  throw new Error(`must be a number and a time, such as 300/5min, 25/1h or 10/30s, not ${shown(text)}`)
})

/** An origin such as `https://example.org:8080`, in the form that browsers send. */
function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error('must be an origin such as https://cruddur.example')
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash) {
    throw new Error('must be an origin alone, without path, query or password')
  }
  return url.origin
}

export const origin = value((text) => {
  if (text === '*')
    throw new Error('must be the one origin at which people reach this server, such as https://api.cruddur.example')
  return readOrigin(text)
})

const readList = (text: string) => text.split(',').map((item) => item.trim())

export const origins = value((text) => {
  const list = readList(text)
  if (!list.includes('*')) return list.map(readOrigin)
  throw new Error(
    'must name the origins of your pages, such as https://cruddur.example,https://www.cruddur.example, or be unset when this server serves them: * would let every site act for people who are signed in',
  )
})

export const connectionUrl = value((text) => {
  const parses = URL.canParse(text.replace('@/', '@localhost/'))
  if (!/^postgres(ql)?:\/\//.test(text) || !parses) {
    throw new Error('must be an address such as postgresql://user:password@host:5432/database')
  }
  protectionOf(text)
  return text
})

export const smtpUrl = value((text) => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname) return text
  throw new Error('must be an address such as smtps://user:password@mail.example:465')
})

export const tableName = value((text) => {
  if (/^[A-Za-z0-9_.-]{3,255}$/.test(text)) return text
  throw new Error(
    `must be the name of a table, 3 to 255 letters, digits, dots, dashes or underscores, not ${shown(text)}`,
  )
})

export const kmsKey = value((text) => {
  if (/^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/)?[A-Za-z0-9/_-]{1,256}$/.test(text)) return text
  throw new Error(`must be the id, the ARN or the alias of a key in KMS, such as alias/cruddur, not ${shown(text)}`)
})

export const region = value((text) => {
  if (/^[a-z0-9-]{1,40}$/.test(text)) return text
  throw new Error(`must be a region of AWS such as eu-central-1, not ${shown(text)}`)
})

export const userPoolId = value((text) => {
  if (/^[\w-]{1,40}_[0-9A-Za-z]{1,40}$/.test(text)) return text
  throw new Error(`must be the id of a user pool such as eu-central-1_AbCdEf123, not ${shown(text)}`)
})

export const userPoolClientId = value((text) => {
  if (/^\w{1,128}$/.test(text)) return text
  throw new Error(`must be the id of an app client, of letters and digits, not ${shown(text)}`)
})

export const endpoint = value((text) => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return text
  throw new Error('must be an address such as http://127.0.0.1:8000')
})

/** Where source is published. Without the slash at its end. */
export const sourceUrl = value((text) => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && url.protocol === 'https:' && !url.username && !url.password && !url.search && !url.hash) {
    return url.href.replace(/\/+$/, '')
  }
  throw new Error('must be an address such as https://github.com/OWNER/NAME')
})

const leastOfSecret = 32
/** A secret that is not to be guessed. */
export const longSecret = value((text) => {
  if (text.length >= leastOfSecret) return text
  throw new Error(`must have ${leastOfSecret} characters or more`)
})

export const mailbox = value((text) => {
  if (/^(?:[^<>\r\n@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text)) return text
  throw new Error('must be an e-mail address, or a name and one: Cruddur <no-reply@cruddur.example>')
})

/** Handles of people, in any case. */
export const handles = value((text) =>
  readList(text).map((item) => {
    const handle = Handle.safeParse(item).data
    if (handle) return handle
    throw new Error(`must be handles, separated by commas, without @; ${shown(item)} is none`)
  }),
)

const nets = ['loopback', 'linklocal', 'uniquelocal']

/** Addresses and networks of proxies whose `X-Forwarded-For` is believed. */
export const proxies = value((text) => {
  for (const item of readList(text)) {
    if (/^(true|yes|all|\*|\d+)$/i.test(item)) {
      throw new Error(
        'must name the addresses of your proxies: with "true" or a number of hops anybody could forge an address',
      )
    }
    if (!nets.includes(item)) checkNet(item)
  }
  return readList(text)
})

function checkNet(item: string): void {
  const [address = '', bits, ...rest] = item.split('/')
  const family = isIP(address)
  if (!family || rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) {
    throw new Error(`must be addresses, networks such as 10.0.0.0/8, or loopback; ${shown(item)} is none`)
  }
  if (Number(bits ?? 1) > (family === 4 ? 32 : 128)) throw new Error(`${shown(item)} has too many bits`)
  if (bits !== undefined && Number(bits) === 0) throw new Error(`${shown(item)} would trust everybody`)
}
