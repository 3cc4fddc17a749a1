import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/**
 * A component that is fetched when it is first rendered. React's `lazy` wants default exports, which we do not have.
 */
export function lazyPart<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await load() }))
}
