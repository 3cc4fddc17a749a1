import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startCli } from '../run-cli.ts'
import { startTestSite } from '../site.ts'

const ofGem = {
  S3_BUCKET: 'site',
  // As the gem has it.
  CLOUDFRONT_DISTRUBTION_ID: 'E1STUB',
  BUILD_DIR: 'build',
  OUTPUT_CHANGESET_PATH: 'changeset.json',
  AUTO_APPROVE: 'true',
}

it.each([
  ['as it is', ''],
  ['with its prefix', 'SYNC_'],
])('works by the environment of the gem %s, and by nothing else', async (_, prefix) => {
  const site = await startTestSite({ 'index.html': 'home' }, { region: 'ca-central-1', credentials })
  onTestFinished(() => site.close())
  site.stub.put('index.html', 'old')
  const named = Object.entries(ofGem).map(([name, value]) => [prefix + name, value])
  const env = {
    ...Object.fromEntries(named),
    AWS_DEFAULT_REGION: 'ca-central-1',
    AWS_ENDPOINT_URL: site.stub.url,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    // What a role that a pipeline takes on has, and the gem dropped.
    AWS_SESSION_TOKEN: credentials.sessionToken,
  }
  const { code, stderr } = await startCli({ args: [], cwd: site.cwd, env }).ended
  expect([code, stderr]).toEqual([0, ''])
  expect(site.stored()).toEqual({ 'index.html': 'home' })
  expect(site.stub.invalidations).toMatchObject([{ distribution: 'E1STUB', paths: ['/', '/index.html'] }])
  const changeset = JSON.parse(readFileSync(join(site.cwd, 'changeset.json'), 'utf8'))
  expect(changeset.changes).toMatchObject([{ path: 'index.html', action: 'update' }])
})

const credentials = { accessKeyId: 'AKIDROLE', secretAccessKey: 'secret/of+role', sessionToken: 'token==' }
