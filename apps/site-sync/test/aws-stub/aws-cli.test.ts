import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findProgram } from '../find-program.ts'
import { type AwsStub, startAwsStub } from './aws-stub.ts'

const aws = findProgram('aws')
const run = promisify(execFile)

/** A client that had nothing to do with the stub, and signs by code of AWS's own. */
describe.skipIf(aws === null)(`the aws command line${aws === null ? ' (NOT INSTALLED: not tried)' : ''}`, () => {
  const credentials = { accessKeyId: 'AKIDSTUB', secretAccessKey: 'secret', sessionToken: 'token+/=' }
  const names = ['a/b c+d%é.html', 'x.css', '.well-known/y', 'e\u0301']
  let stub: AwsStub
  let folder: string

  beforeEach(async () => {
    stub = await startAwsStub({ credentials })
    folder = await mkdtemp(join(tmpdir(), 'aws-stub-'))
  })
  afterEach(async () => {
    await stub.close()
    await rm(folder, { recursive: true })
  })

  const call = (...args: string[]) =>
    run(aws ?? 'aws', ['--endpoint-url', stub.url, ...args], {
      cwd: folder,
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: credentials.sessionToken,
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_CONFIG_FILE: join(folder, 'none'),
      },
    })

  it('syncs in both directions, multipart uploads too, and finds nothing to do the second time', async () => {
    const there = join(folder, 'there')
    for (const name of names) {
      await mkdir(join(there, name, '..'), { recursive: true })
      await writeFile(join(there, name), name)
    }
    const big = Buffer.alloc(9 * 1024 * 1024, 'big')
    await writeFile(join(there, 'big.bin'), big)
    await call('s3', 'sync', there, 's3://site')
    expect([...stub.objects.keys()].sort()).toEqual([...names, 'big.bin'].sort())
    expect(stub.requests.byOperation()).toMatchObject({ UploadPart: 2, CompleteMultipartUpload: 1 })
    stub.requests.clear()
    await call('s3', 'sync', there, 's3://site')
    expect(stub.requests.byOperation()).toEqual({ ListObjectsV2: 1 })
    await call('s3', 'sync', 's3://site', join(folder, 'back'))
    for (const name of names) expect(await readFile(join(folder, 'back', name), 'utf8')).toBe(name)
    expect((await readFile(join(folder, 'back', 'big.bin'))).equals(big)).toBe(true)
  })

  it('deletes many objects in one request, and invalidates', async () => {
    for (const name of names) stub.put(name, '')
    const objects = names.slice(1).map((Key) => ({ Key }))
    await call('s3api', 'delete-objects', '--bucket', 'site', '--delete', JSON.stringify({ Objects: objects }))
    expect([...stub.objects.keys()]).toEqual(names.slice(0, 1))
    const { stdout } = await call(
      ...['cloudfront', 'create-invalidation', '--distribution-id', 'E1STUB', '--paths', '/a%20b', '/c/*'],
    )
    expect(JSON.parse(stdout).Invalidation.Status).toBe('InProgress')
    expect(stub.invalidations[0]?.paths).toEqual(['/a%20b', '/c/*'])
  })

  it('is refused with other access keys', async () => {
    await stub.close()
    stub = await startAwsStub({ credentials: { ...credentials, secretAccessKey: 'other' } })
    await expect(call('s3', 'ls', 's3://site')).rejects.toThrow('SignatureDoesNotMatch')
  })
})
