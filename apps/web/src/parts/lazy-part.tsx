import { type ComponentType, type ReactNode, use } from 'react'
import { fetchCode } from '../client/fetch-code.ts'
import { PartBoundary } from './PartBoundary.tsx'
import type { PartLook } from './PartTrouble.tsx'
import { type Audience, addToPreload } from './preload-parts.ts'

type LazyPartOptions = {
  /** How it looks when it is missing. What can be closed (`onClose`) is a dialog then. */
  look?: PartLook
  /** Who gets it when the browser is idle, so that it is there when the network is not. */
  idleFor?: Audience
}

type LazyPart<P> = ((props: P) => ReactNode) & { preload: () => Promise<void> }

/**
 * A component that is fetched when it is first rendered. When it cannot be had, only its own place says so, and offers
 * to try again. It is tried again by itself when the network comes back, and when it is rendered anew.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { look = 'part', idleFor }: LazyPartOptions = {},
): LazyPart<P> {
  let loaded: ComponentType<P> | undefined
  let loading: Promise<ComponentType<P>> | undefined

  function fetchPart(isForced = false): Promise<ComponentType<P>> {
    loading ??= fetchCode(load, isForced).then((component) => {
      loaded = component
      return component
    })
    return loading
  }
  /** React renders again what failed, so the failure is kept until the boundary has it. */
  function forgetFailure(): void {
    if (!loaded) loading = undefined
  }
  function retry(isForced: boolean): void {
    forgetFailure()
    fetchPart(isForced).catch(() => undefined)
  }
  function Loaded(props: P) {
    const Component = loaded ?? use(fetchPart())
    return <Component {...props} />
  }
  function Part(props: P) {
    const { onClose } = props as { onClose?: () => void }
    return (
      <PartBoundary look={look} onClose={onClose} onFailure={forgetFailure} onRetry={retry}>
        <Loaded {...props} />
      </PartBoundary>
    )
  }
  Part.preload = async () => {
    await fetchPart().catch(forgetFailure)
  }
  if (idleFor) addToPreload(idleFor, Part.preload)
  return Part
}
