import { randomBytes } from 'node:crypto'
import { AwsError } from './aws-error.ts'
import { escapeXml } from './escape-xml.ts'
import type { StubReply, StubRequest } from './stub-request.ts'
import { elements, parseXml, text } from './xml.ts'

export type StubInvalidation = {
  id: string
  distribution: string
  callerReference: string
  paths: string[]
  status: 'InProgress' | 'Completed'
  /** Number of GetInvalidation calls for it. */
  polls: number
  created: Date
}

const prefix = '/2020-05-31/distribution/'
const limits = { paths: 3000, wildcards: 15 }

/** CloudFront with nothing but invalidations. */
export class StubCloudFront {
  readonly invalidations: StubInvalidation[] = []
  readonly #distributions: ReadonlySet<string>
  readonly #polls: number

  /** @param polls number of GetInvalidation calls after which an invalidation is completed */
  constructor(distributions: string[], polls: number) {
    this.#distributions = new Set(distributions)
    this.#polls = polls
  }

  complete(): void {
    for (const one of this.invalidations) one.status = 'Completed'
  }

  static operationOf({ method, rawPath }: StubRequest): string {
    const [, what, id] = rawPath.slice(prefix.length).split('/')
    if (rawPath.startsWith(prefix) && what === 'invalidation') {
      if (method === 'POST' && id === undefined) return 'CreateInvalidation'
      if (method === 'GET' && id !== undefined) return 'GetInvalidation'
    }
    throw new AwsError(501, 'NotImplemented', `The stub does not know ${method} ${rawPath}`)
  }

  handle(operation: string, request: StubRequest, body: Buffer): StubReply {
    const [distribution = '', , id = ''] = request.rawPath.slice(prefix.length).split('/')
    if (!this.#distributions.has(distribution)) {
      throw new AwsError(404, 'NoSuchDistribution', 'The specified distribution does not exist.')
    }
    return operation === 'CreateInvalidation' ? this.#create(distribution, body) : this.#get(distribution, id)
  }

  #create(distribution: string, body: Buffer): StubReply {
    const batch = parseXml(body, 'InvalidationBatch')
    const callerReference = text(batch, 'CallerReference')
    const paths = readPaths(batch)
    if (callerReference === '') throw new AwsError(400, 'InvalidArgument', 'CallerReference is missing')
    const before = this.invalidations.find(
      (one) => one.distribution === distribution && one.callerReference === callerReference,
    )
    if (before === undefined) this.#checkLimits(distribution, paths)
    else if (before.paths.join('\n') !== paths.join('\n')) {
      throw new AwsError(400, 'InvalidationBatchAlreadyExists', 'Same CallerReference, other paths')
    }
    const created = before ?? this.#add(distribution, callerReference, paths)
    const location = `${prefix}${distribution}/invalidation/${created.id}`
    return { status: 201, headers: { location }, body: invalidationXml(created) }
  }

  #add(distribution: string, callerReference: string, paths: string[]): StubInvalidation {
    const id = `I${randomBytes(7).toString('hex').toUpperCase()}`
    const status = 'InProgress' as const
    const added = { id, distribution, callerReference, paths, status, polls: 0, created: new Date() }
    this.invalidations.push(added)
    return added
  }

  #checkLimits(distribution: string, paths: string[]): void {
    const running = this.invalidations.filter((one) => one.distribution === distribution && one.status === 'InProgress')
    const all = running.flatMap((one) => one.paths).concat(paths)
    const wildcards = all.filter((path) => path.endsWith('*')).length
    if (all.length - wildcards > limits.paths || wildcards > limits.wildcards) {
      throw new AwsError(400, 'TooManyInvalidationsInProgress', 'Your request exceeds the limit of paths in progress.')
    }
  }

  #get(distribution: string, id: string): StubReply {
    const found = this.invalidations.find((one) => one.distribution === distribution && one.id === id)
    if (found === undefined) throw new AwsError(404, 'NoSuchInvalidation', 'The specified invalidation does not exist.')
    found.polls++
    if (found.polls >= this.#polls) found.status = 'Completed'
    return { status: 200, body: invalidationXml(found) }
  }
}

/** Checks that a path is absolute and encoded, with a wildcard only at its end. */
function readPaths(batch: Record<string, unknown>): string[] {
  const group = elements(batch, 'Paths')[0] ?? {}
  const items = elements(group, 'Items')[0]
  const listed = (items as { Path?: unknown } | undefined)?.Path
  const paths = (Array.isArray(listed) ? listed : listed === undefined ? [] : [listed]).map(String)
  if (Number(text(group, 'Quantity')) !== paths.length) {
    throw new AwsError(400, 'InconsistentQuantities', 'The value of Quantity and the size of Items do not match.')
  }
  const wrong = paths.find(
    (path) => path.length > 4000 || !/^\/(?:[^\s"<>\\^`{|}%*\u007f-\uffff]|%[0-9A-Fa-f]{2})*\*?$/.test(path),
  )
  if (wrong !== undefined || paths.length === 0) {
    throw new AwsError(400, 'InvalidArgument', 'Your request contains one or more invalid invalidation paths.')
  }
  return paths
}

function invalidationXml({ id, status, created, callerReference, paths }: StubInvalidation): string {
  const items = paths.map((path) => `<Path>${escapeXml(path)}</Path>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Invalidation xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>${id}</Id><Status>${status}</Status><CreateTime>${created.toISOString()}</CreateTime><InvalidationBatch><Paths><Quantity>${paths.length}</Quantity><Items>${items}</Items></Paths><CallerReference>${escapeXml(callerReference)}</CallerReference></InvalidationBatch></Invalidation>`
}
