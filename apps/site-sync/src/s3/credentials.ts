import { sdkProxyOptions } from '../http/proxy.ts'
import { BucketError } from './bucket.ts'

export type Credentials = {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  expiration?: Date
}

export type Env = Record<string, string | undefined>

/** Credentials that hold for a while yet: at once when they are at hand. `anew` asks for others than last time's. */
export type CredentialSource = (anew?: boolean) => Credentials | Promise<Credentials>

/** Milliseconds before their end at which credentials are replaced, so that a request does not meet it. */
const margin = 5 * 60_000

/**
 * From the environment, or else from wherever AWS's own tools look: files, single sign-on, a role by OIDC, the machine.
 * That takes a third of a second to load, so it is not loaded for keys in the environment.
 *
 * @throws BucketError `NoCredentials` for keys in the environment that cannot be any
 */
export function credentialSource(profile: string | null, env: Env = process.env): CredentialSource {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env
  if (!profile && accessKeyId && secretAccessKey) {
    refuseSpoilt(env)
    const fixed = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
    return () => fixed
  }
  return renewed(async () => {
    const { defaultProvider } = await import('@aws-sdk/credential-provider-node')
    const requestHandler = await sdkProxyOptions('https://sts.amazonaws.com')
    const provide = defaultProvider({ ...(profile && { profile }), clientConfig: { requestHandler } })
    return (anew) =>
      provide({ forceRefresh: anew }).catch((cause: Error) => {
        throw profile ? new Error(`of the profile "${profile}": ${cause.message}`, { cause }) : cause
      })
  })
}

/** A line end that was copied along would be a signature that is wrong, or a header that cannot be sent. Says no value. */
function refuseSpoilt(env: Env): void {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) {
    if (/^[\x21-\x7e]*$/.test(env[name] ?? '')) continue
    const words = `${name} has a line end, a space or another character that no key has. Was it copied along?`
    throw new BucketError('NoCredentials', 0, words)
  }
}

type Provide = (anew: boolean) => Promise<Credentials>

/** Remembers what a provider gave until shortly before it expires, and asks once however many want to know. */
export function renewed(open: () => Promise<Provide>, now: () => number = Date.now): CredentialSource {
  let provider: Promise<Provide> | undefined
  let held: Credentials | undefined
  let asking: Promise<Credentials> | undefined
  const ask = async (anew: boolean) => {
    try {
      provider ??= open()
      held = await (await provider)(anew || held !== undefined)
      return held
    } catch (cause) {
      if (held && !anew) return held
      throw notFound(cause)
    } finally {
      asking = undefined
    }
  }
  return (anew = false) => {
    const end = held?.expiration?.getTime() ?? Number.POSITIVE_INFINITY
    if (held && !anew && end - now() > margin) return held
    asking ??= ask(anew)
    return asking
  }
}

function notFound(cause: unknown): BucketError {
  const why = cause instanceof Error ? cause.message : String(cause)
  const ways = 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile (--profile), or a role'
  const error = new BucketError(
    'NoCredentials',
    0,
    `No AWS credentials were found (${why}). There are several ways: ${ways}.`,
  )
  error.cause = cause
  return error
}
