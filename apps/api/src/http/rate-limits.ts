import { AppError } from '@cruddur/contract/app-error'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Limit } from '../config/setting-values.ts'

/**
 * Limits how often one address, and one person, may call the API. Each server counts for itself. The address is counted
 * before the token is verified, so that guessing tokens is limited too.
 *
 * @returns the two hooks, to be added before and after the one that identifies callers
 */
export async function rateLimits(app: FastifyInstance, limits: { address: Limit; person: Limit }) {
  await app.register(rateLimit, { global: false })
  const address = limiter(app, limits.address, (request) => `address ${addressKey(request.ip)}`)
  const person = limiter(app, limits.person, (request) => `person ${request.caller?.sub}`)
  return {
    address: async (request: FastifyRequest) => {
      if (request.url.startsWith('/api/')) await address(request)
    },
    person: async (request: FastifyRequest) => {
      if (request.caller) await person(request)
    },
  }
}

function limiter(app: FastifyInstance, { max, window }: Limit, keyGenerator: (request: FastifyRequest) => string) {
  const check = app.createRateLimit({ max, timeWindow: window, keyGenerator })
  return async (request: FastifyRequest): Promise<void> => {
    const result = await check(request)
    if (!result.isAllowed && result.isExceeded) throw new AppError('rate_limited', { retryAfter: result.ttlInSeconds })
  }
}

/** What counts as one address: an IPv4 address, or an IPv6 network of /64, since one subscriber usually has a whole /64. */
export function addressKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped) return mapped
  if (!ip.includes(':')) return ip
  const [head = '', tail] = (ip.split('%', 1)[0] ?? '').toLowerCase().split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
