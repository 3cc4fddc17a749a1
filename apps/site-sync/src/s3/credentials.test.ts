import { describe, expect, it } from 'vitest'
import { credentialSource, renewed } from './credentials.ts'

const minute = 60_000

describe('credentialSource', () => {
  it('takes keys from the environment at once', () => {
    const env = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: '' }
    expect(credentialSource(null, env)()).toEqual({ accessKeyId: 'id', secretAccessKey: 'secret' })
    expect(credentialSource(null, { ...env, AWS_SESSION_TOKEN: 'token' })()).toMatchObject({ sessionToken: 'token' })
  })
})

describe('keys of the environment that cannot be any', () => {
  it.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])('are named and not told: %s', (name) => {
    const env = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' }
    for (const spoilt of ['WORD\n', ' WORD', 'WORD\r\n', 'WÖRD', 'WO RD']) {
      expect(() => credentialSource(null, { ...env, [name]: spoilt })).toThrow(new RegExp(`^${name} has a line end`))
      expect(() => credentialSource(null, { ...env, [name]: spoilt })).not.toThrow(/W.?O?.?RD/)
    }
  })
})

describe('renewed', () => {
  function counted(life: number) {
    const clock = { now: 0 }
    const asked: boolean[] = []
    const provide = async (anew: boolean) => {
      asked.push(anew)
      const expiration = new Date(clock.now + life)
      return { accessKeyId: `id${asked.length}`, secretAccessKey: 'secret', expiration }
    }
    return {
      clock,
      asked,
      source: renewed(
        async () => provide,
        () => clock.now,
      ),
    }
  }

  it('asks once however many want to know, and then has them at hand', async () => {
    const { asked, source } = counted(60 * minute)
    await Promise.all([source(), source(), source()])
    expect(source()).toMatchObject({ accessKeyId: 'id1' })
    expect(asked).toEqual([false])
  })

  it('asks for others before they expire, or when they were refused', async () => {
    const { clock, asked, source } = counted(60 * minute)
    await source()
    clock.now = 56 * minute
    expect(await source()).toMatchObject({ accessKeyId: 'id2' })
    expect(await source(true)).toMatchObject({ accessKeyId: 'id3' })
    expect(asked).toEqual([false, true, true])
  })

  it('goes on with those that it has when there are no others yet', async () => {
    const clock = { now: 0 }
    let works = true
    const provide = async () => {
      if (!works) throw new Error('no network')
      return { accessKeyId: 'id', secretAccessKey: 'secret', expiration: new Date(10 * minute) }
    }
    const source = renewed(
      async () => provide,
      () => clock.now,
    )
    await source()
    works = false
    clock.now = 6 * minute
    expect(await source()).toMatchObject({ accessKeyId: 'id' })
  })

  it('says what to do when there are none', async () => {
    const source = renewed(async () => async () => {
      throw new Error('Could not load credentials from any providers')
    })
    await expect((async () => source())()).rejects.toMatchObject({
      code: 'NoCredentials',
      message: expect.stringContaining('AWS_ACCESS_KEY_ID'),
    })
  })
})
