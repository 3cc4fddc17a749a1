import { expect, it, onTestFinished } from 'vitest'
import { startProxy } from '../proxy.ts'
import { startTestSite } from '../site.ts'

async function open() {
  const site = await startTestSite({ 'index.html': 'home', 'a b+c/ü.txt': 'odd' })
  onTestFinished(() => site.close())
  const proxy = await startProxy()
  onTestFinished(() => proxy.close())
  return { site, proxy }
}

it('sends every request through HTTP_PROXY, those to CloudFront too', async () => {
  const { site, proxy } = await open()
  site.stub.put('index.html', 'old')
  const { code, stderr } = await site.run(['--yes'], { env: { HTTP_PROXY: proxy.url } })
  expect([code, stderr]).toEqual([0, ''])
  expect(site.stored()).toEqual({ 'a b+c/ü.txt': 'odd', 'index.html': 'home' })
  expect(site.stub.invalidations).toHaveLength(1)
  expect(proxy.passed).toHaveLength(site.stub.requests.log.length)
})

it('needs no proxy for the hosts of NO_PROXY', async () => {
  const { site, proxy } = await open()
  const { code } = await site.run(['--yes'], { env: { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' } })
  expect(code).toBe(0)
  expect(proxy.passed).toEqual([])
})

it('asks HTTPS_PROXY for a tunnel to S3', async () => {
  const { site, proxy } = await open()
  const args = ['plan', '--bucket', 'site', '--build-dir', 'build', '--region', 'eu-west-1']
  const { code } = await site.runBare(args, { env: { https_proxy: proxy.url } })
  expect(code).toBe(1)
  expect(new Set(proxy.tunnels)).toEqual(new Set(['site.s3.eu-west-1.amazonaws.com:443']))
})
