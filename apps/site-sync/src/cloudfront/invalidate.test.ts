import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAnswering } from '../../test/answering-server.ts'
import { type AwsStub, startAwsStub } from '../../test/aws-stub/aws-stub.ts'
import { stubEnv } from '../../test/open-stub-bucket.ts'
import { type InvalidateOptions, invalidate } from './invalidate.ts'

const credentials = {
  accessKeyId: stubEnv.AWS_ACCESS_KEY_ID,
  secretAccessKey: stubEnv.AWS_SECRET_ACCESS_KEY,
  sessionToken: stubEnv.AWS_SESSION_TOKEN,
}

let stub: AwsStub
beforeEach(async () => {
  stub = await startAwsStub({ credentials, invalidationPolls: 3 })
})
afterEach(() => stub.close())

const operation = 'CreateInvalidation'

function run(paths: string[], more: { wait?: boolean; distribution?: string } = {}, options: InvalidateOptions = {}) {
  const settings = { endpoint: stub.url, profile: null, distribution: 'E1STUB', wait: false, ...more }
  const times = { pause: 4, look: 2, ...options.times }
  return invalidate(settings, paths, { env: stubEnv, ...options, times })
}

describe('invalidate', () => {
  it('asks once, for each path once', async () => {
    const id = await run(['/b', '/a%20b', '/b', '/*'])
    expect(stub.invalidations).toMatchObject([{ id, paths: ['/*', '/a%20b', '/b'], status: 'InProgress' }])
  })

  it('makes no second one of a try whose reply was lost', async () => {
    stub.faults.drop(2, 'after', { operation })
    await run(['/a'])
    expect(stub.requests.count(operation)).toBe(3)
    expect(stub.invalidations).toHaveLength(1)
  })

  it('makes a second one for a second run', async () => {
    await run(['/a'])
    await run(['/a'])
    expect(stub.invalidations).toHaveLength(2)
  })

  it.each([
    ['TooManyInvalidationsInProgress', 400],
    ['Throttling', 400],
    ['ServiceUnavailable', 503],
    ['InternalError', 500],
  ])('tries again and says so: %s', async (code, status) => {
    stub.faults.fail(3, { operation, code, status })
    const said: string[] = []
    await run(['/a'], {}, { onProgress: ({ words }) => said.push(words) })
    expect(said).toHaveLength(3)
    expect(said[0]).toContain('trying again')
    expect(stub.invalidations).toHaveLength(1)
  })

  it('gives up when its time is over', async () => {
    stub.faults.fail(1000, { operation, code: 'TooManyInvalidationsInProgress', status: 400 })
    await expect(run(['/a'], {}, { times: { trying: 20 } })).rejects.toMatchObject({
      code: 'TooManyInvalidationsInProgress',
    })
  })

  it('waits until it is done', async () => {
    const said: number[] = []
    await run(['/a'], { wait: true }, { onProgress: ({ done }) => said.push(done) })
    expect(stub.invalidations[0]?.status).toBe('Completed')
    expect(stub.requests.count('GetInvalidation')).toBe(3)
    expect(said.at(-1)).toBe(1)
  })

  it('waits no longer when it is told to stop', async () => {
    await stub.close()
    stub = await startAwsStub({ credentials, invalidationPolls: 1_000_000 })
    const stop = new AbortController()
    const waiting = run(['/a'], { wait: true }, { signal: stop.signal, onProgress: () => stop.abort() })
    expect(await waiting).toBe(stub.invalidations[0]?.id)
    expect(stub.requests.count('GetInvalidation')).toBe(0)
  })

  it('says what is wrong', async () => {
    await expect(run(['/a'], { distribution: 'E2NONE' })).rejects.toThrow('no CloudFront distribution "E2NONE"')
    stub.faults.fail(1, { operation, code: 'AccessDenied', status: 403 })
    await expect(run(['/a'])).rejects.toThrow(/cloudfront:CreateInvalidation/)
    stub.faults.fail(1, { operation, code: 'InvalidArgument', status: 400 })
    await expect(run(['/a'])).rejects.toMatchObject({ code: 'InvalidArgument', status: 400 })
    expect(stub.requests.count(operation)).toBe(3)
  })

  it('goes to the endpoint that is CloudFront’s alone', async () => {
    const xml = '<Invalidation><Id>I1</Id><Status>COMPLETED</Status></Invalidation>'
    const { url, seen, close } = await startAnswering((_, response) => void response.writeHead(201).end(xml))
    const env = { ...stubEnv, AWS_ENDPOINT_URL_CLOUDFRONT: url }
    expect(await run(['/a'], { wait: true }, { env })).toBe('I1')
    expect(seen).toHaveLength(1)
    expect(stub.requests.log).toEqual([])
    await close()
  })

  it('is given up soon when nobody is there', async () => {
    const { url, close } = await startAnswering(() => {})
    await close()
    const env = { ...stubEnv, AWS_ENDPOINT_URL_CLOUDFRONT: url }
    await expect(run(['/a'], {}, { env, times: { reaching: 20 } })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
