import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type NavigationKind, navigate, navigated, startNavigation } from './location.ts'

describe('navigation', () => {
  let entries: { state: unknown; href: string }[]
  let heard: NavigationKind[]
  let stop: () => void

  beforeEach(() => {
    entries = [{ state: null, href: '/' }]
    heard = []
    vi.stubGlobal('history', {
      pushState: (state: unknown, _: string, href: string) => entries.push({ state, href }),
      replaceState: (state: unknown, _: string, href: string) => entries.splice(-1, 1, { state, href }),
    })
    stop = navigated.listen((kind) => heard.push(kind))
  })
  afterEach(() => {
    stop()
    vi.unstubAllGlobals()
  })

  it('adds an entry to the history, and tells', () => {
    navigate('/@worf')
    expect(entries.map(({ href }) => href)).toEqual(['/', '/@worf'])
    expect(heard).toEqual(['push'])
  })

  it('replaces the entry when asked to, with the state that it is given', () => {
    navigate('/@worf', { replace: true, state: { entry: 'a' } })
    expect(entries).toEqual([{ state: { entry: 'a' }, href: '/@worf' }])
    expect(heard).toEqual(['replace'])
  })

  it('tells when the browser goes to another entry', () => {
    const page = new EventTarget()
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
    startNavigation()
    page.dispatchEvent(new Event('popstate'))
    expect(heard).toEqual(['traverse'])
  })

  it('tells its listeners in the order in which they began, until they stop', () => {
    const order: string[] = []
    const stopFirst = navigated.listen(() => order.push('first'))
    const stopSecond = navigated.listen(() => order.push('second'))
    navigate('/a')
    stopFirst()
    navigate('/b')
    stopSecond()
    navigate('/c')
    expect(order).toEqual(['first', 'second', 'second'])
  })

  it('lets a listener stop while it runs', () => {
    const order: string[] = []
    const stopOnce = navigated.listen(() => {
      order.push('once')
      stopOnce()
    })
    const stopLast = navigated.listen(() => order.push('last'))
    navigate('/a')
    stopLast()
    expect(order).toEqual(['once', 'last'])
  })
})
