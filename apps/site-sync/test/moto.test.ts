import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Moto, motoProgram, startMoto } from './moto.ts'
import { startCli } from './run-cli.ts'

const missing = motoProgram === null ? ' (moto_server is NOT INSTALLED: not tried)' : ''

/** Against an S3 and a CloudFront that other people wrote: what the stub takes for granted may be wrong. */
describe.skipIf(motoProgram === null)(`against moto${missing}`, () => {
  let moto: Moto
  let cwd: string
  let distribution: string

  beforeAll(async () => {
    moto = await startMoto()
    cwd = await mkdtemp(join(tmpdir(), 'site-sync-moto-'))
    await s3('PUT', '')
    distribution = await createDistribution()
  })
  afterAll(async () => {
    await moto?.stop()
    await rm(cwd, { recursive: true, force: true })
  })

  // Moto asks for no signature, but reads in it which service is meant.
  const authorization = (service: string) =>
    `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`

  async function s3(method: string, key: string, init: { body?: string; headers?: Record<string, string> } = {}) {
    const headers = { authorization: authorization('s3'), ...init.headers }
    const reply = await fetch(`${moto.url}/moto-site/${encodeURI(key)}`, { method, ...init, headers })
    return { text: await reply.text(), headers: reply.headers, status: reply.status }
  }

  async function cloudFront(path: string, init: RequestInit = {}) {
    const headers = { authorization: authorization('cloudfront') }
    const host = { 'x-forwarded-host': 'cloudfront.amazonaws.com' }
    return (await fetch(`${moto.url}/2020-05-31/${path}`, { ...init, headers: { ...headers, ...host } })).text()
  }

  async function createDistribution(): Promise<string> {
    const origin =
      '<Id>o</Id><DomainName>moto-site.s3.amazonaws.com</DomainName><S3OriginConfig><OriginAccessIdentity></OriginAccessIdentity></S3OriginConfig>'
    const behaviour = '<TargetOriginId>o</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>'
    const body = `<DistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><CallerReference>test</CallerReference><Comment></Comment><Enabled>true</Enabled><Origins><Quantity>1</Quantity><Items><Origin>${origin}</Origin></Items></Origins><DefaultCacheBehavior>${behaviour}</DefaultCacheBehavior></DistributionConfig>`
    const made = await cloudFront('distribution', { method: 'POST', body })
    const id = /<Id>(E?[A-Z0-9]{10,})<\/Id>/.exec(made)?.[1]
    if (id === undefined) throw new Error(`moto made no distribution: ${made.slice(0, 300)}`)
    return id
  }

  async function write(files: Record<string, string>) {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(cwd, 'build', name)), { recursive: true })
      await writeFile(join(cwd, 'build', name), text)
    }
  }

  function run(...args: string[]) {
    const where = ['--bucket', 'moto-site', '--build-dir', 'build', '--endpoint-url', moto.url]
    return startCli({ args: [...args, ...where, '--distribution', distribution], cwd }).ended
  }

  it('adopts what stands there, brings it up to date, deletes, invalidates, and then finds nothing to do', async () => {
    const files = {
      'index.html': '<p>new',
      'same.css': 'a{}',
      'assets/app-1a2b3c4d.js': 'let a',
      '.well-known/a b+c%é.txt': 'x',
    }
    await write(files)
    await s3('PUT', 'index.html', { body: '<p>old' })
    await s3('PUT', 'same.css', { body: files['same.css'], headers: { 'content-type': 'binary/octet-stream' } })
    await s3('PUT', 'gone.html', { body: 'gone' })

    const planned = await run('plan')
    expect([planned.code, planned.stderr]).toEqual([0, ''])
    expect((await s3('GET', 'index.html')).text).toBe('<p>old')

    const done = await run('--yes', '--wait')
    expect([done.code, done.stderr]).toEqual([0, ''])
    expect(done.stdout).toMatch(/Done: 2 create, 1 update, 1 headers, 1 delete/)
    for (const [name, text] of Object.entries(files)) expect((await s3('GET', name)).text).toBe(text)
    expect((await s3('HEAD', 'gone.html')).status).toBe(404)
    expect((await s3('HEAD', 'same.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect((await s3('HEAD', 'index.html')).headers.get('cache-control')).toBe('no-cache')
    const invalidations = await cloudFront(`distribution/${distribution}/invalidation`)
    expect(invalidations.match(/<InvalidationSummary>/g)).toHaveLength(1)

    const again = await run('--yes')
    expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(/Done: 4 no_change/)])
  })

  it('uploads a large file in parts, and knows it again', async () => {
    await write({ 'big.bin': 'large '.repeat(4_000_000) })
    expect((await run('--yes')).code).toBe(0)
    expect((await s3('HEAD', 'big.bin')).headers.get('etag')).toMatch(/-\d+"$/)
    expect((await run('--yes')).stdout).toMatch(/Done: 5 no_change/)
  })
})
