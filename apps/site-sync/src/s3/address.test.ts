import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, encodeKey } from './address.ts'

describe('addressOf', () => {
  it('puts the bucket into the name of the server on AWS', () => {
    expect(addressOf('site', 'eu-west-1', null)).toMatchObject({
      secure: true,
      host: 'site.s3.eu-west-1.amazonaws.com',
      path: '/',
    })
    expect(addressOf('site', 'cn-north-1', null).host).toBe('site.s3.cn-north-1.amazonaws.com.cn')
  })

  it('puts a bucket with dots into the path, as no certificate is for its name', () => {
    const address = addressOf('www.cruddur.com', 'us-east-1', null)
    expect(address).toMatchObject({ host: 's3.us-east-1.amazonaws.com', path: '/www.cruddur.com/' })
  })

  it('puts it into the path of an endpoint', () => {
    const there = addressOf('site', 'eu-west-1', 'http://localhost:9000/s3/')
    expect(there).toMatchObject({ secure: false, hostname: 'localhost', port: 9000, host: 'localhost:9000' })
    expect(there.path).toBe('/s3/site/')
    expect(addressOf('site', 'x', 'https://[::1]')).toMatchObject({ secure: true, hostname: '::1', port: 443 })
  })
})

describe('encodeKey', () => {
  it('leaves slashes and unreserved characters, and nothing else', () => {
    expect(encodeKey("a/../b//./~_-.!'()*+ %41&=?#ü")).toBe(
      'a/../b//./~_-.%21%27%28%29%2A%2B%20%2541%26%3D%3F%23%C3%BC',
    )
  })

  it('can be undone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        expect(encodeKey(key)).toMatch(/^(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*$/)
        expect(decodeURIComponent(encodeKey(key))).toBe(key)
      }),
    )
  })
})
