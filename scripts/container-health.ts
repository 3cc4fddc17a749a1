// The health check of the image: ends with 0 when the server of this container answers. Plain parts only, because it runs
// every few seconds.

const { HOST = '', PORT = '4567' } = process.env
const isWildcard = ['', '0.0.0.0', '::'].includes(HOST)
const host = isWildcard ? '127.0.0.1' : HOST.includes(':') ? `[${HOST}]` : HOST
const timeoutMs = 3_000

try {
  const { status } = await fetch(`http://${host}:${PORT}/api/health-check`, { signal: AbortSignal.timeout(timeoutMs) })
  process.exitCode = status === 200 ? 0 : 1
} catch {
  process.exitCode = 1
}
