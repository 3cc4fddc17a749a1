import type { Plugin } from 'vite'

/**
 * Leaves dynamic imports as they are. Vite wraps each in code that preloads scripts and style sheets for it. We build none of
 * these (see `build` in vite.config.ts), so all that it would do is to weigh 0.6 KB in the first load.
 */
export function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : null),
  }
}
