/** Where requests for a bucket go. */
export type Address = {
  secure: boolean
  hostname: string
  port: number
  /** As the `Host` header says it, which is signed. */
  host: string
  /** What stands before a key: ends with a slash. */
  path: string
  region: string
}

export function addressOf(bucket: string, region: string, endpoint: string | null): Address {
  if (endpoint) {
    const url = new URL(endpoint)
    const secure = url.protocol === 'https:'
    const path = `${url.pathname.replace(/\/+$/, '')}/${encodeKey(bucket)}/`
    const port = Number(url.port) || (secure ? 443 : 80)
    return { secure, hostname: url.hostname.replace(/^\[|\]$/g, ''), port, host: url.host, path, region }
  }
  const server = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
  // The certificate is for one label before the server's name: a bucket with dots is not under it.
  const host = bucket.includes('.') ? server : `${bucket}.${server}`
  const path = bucket.includes('.') ? `/${bucket}/` : '/'
  return { secure: true, hostname: host, port: 443, host, path, region }
}

/** Percent-encodes everything but RFC 3986's unreserved characters and slashes, as the signature wants it. */
export function encodeKey(key: string): string {
  if (/^[\w./~-]*$/.test(key)) return key
  return encodeURIComponent(key).replace(/%2F|[!'()*]/g, (found) =>
    found === '%2F' ? '/' : `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
