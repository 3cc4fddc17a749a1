import { z } from 'zod/mini'

export type ConnectionSettings =
  /** A Unix socket. Anybody who may open it may use it. */
  | { kind: 'socket'; url: string }
  /** A server of RDS: TLS, and a token in place of a password. */
  | {
      kind: 'rds'
      url: string
      address: { host: string; port: number; user: string }
      caFile: string
      region: string
      credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string | undefined }
    }

/** The CA certificates of AWS's own services. Lambda provides them, but Node does not read them by itself. */
const lambdaCaFile = '/var/runtime/ca-cert.pem'

const Environment = z.object({
  CONNECTION_URL: z.string({ error: 'CONNECTION_URL is missing' }),
  DATABASE_CA_FILE: z.optional(z.string()),
})

// Lambda sets these for every function.
const LambdaEnvironment = z.object({
  AWS_REGION: z.string({ error: 'AWS_REGION is missing' }),
  AWS_ACCESS_KEY_ID: z.string({ error: 'AWS_ACCESS_KEY_ID is missing' }),
  AWS_SECRET_ACCESS_KEY: z.string({ error: 'AWS_SECRET_ACCESS_KEY is missing' }),
  AWS_SESSION_TOKEN: z.optional(z.string()),
})

/**
 * How the database is reached. Anybody who may read a function's configuration can read its environment, so it must not hold
 * a password: over the network the function signs in with its own IAM role.
 *
 * @throws Error that names the setting, and never its value
 */
export function readConnectionSettings(environment: NodeJS.ProcessEnv = process.env): ConnectionSettings {
  const { CONNECTION_URL: url, DATABASE_CA_FILE: caFile = lambdaCaFile } = parse(Environment, environment)
  const address = URL.parse(url)
  if (!address || !/^postgres(ql)?:$/.test(address.protocol)) {
    throw new Error('CONNECTION_URL must have the form postgresql://user@host:5432/database')
  }
  if (address.password || address.searchParams.has('password')) {
    throw new Error('CONNECTION_URL must hold no password: the function signs in with a token of its role')
  }
  if (address.searchParams.get('host')?.startsWith('/')) return { kind: 'socket', url }
  if (!address.username || !address.hostname) throw new Error('CONNECTION_URL must name the user and the host')
  const lambda = parse(LambdaEnvironment, environment)
  return {
    kind: 'rds',
    url,
    address: {
      host: address.hostname,
      port: Number(address.port || 5432),
      user: decodeURIComponent(address.username),
    },
    caFile,
    region: lambda.AWS_REGION,
    credentials: {
      accessKeyId: lambda.AWS_ACCESS_KEY_ID,
      secretAccessKey: lambda.AWS_SECRET_ACCESS_KEY,
      sessionToken: lambda.AWS_SESSION_TOKEN,
    },
  }
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, environment: NodeJS.ProcessEnv): z.infer<Schema> {
  const { data, error } = schema.safeParse(environment)
  if (error) throw new Error(error.issues.map(({ message }) => message).join(', '))
  return data as z.infer<Schema>
}
