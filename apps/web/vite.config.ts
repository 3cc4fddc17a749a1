import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { bareContract } from './bare-contract.ts'
import { isInFirstLoad, plainImports } from './first-load.ts'
import { precompress } from './precompress.ts'

// The API that `vite dev` passes requests on to; the built app is served by the API itself.
const api = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:4567'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), bareContract(), plainImports(), precompress()],
  build: {
    manifest: true,
    sourcemap: false,
    // All styles are one file, and pages are fetched before they are asked for: no script needs to load others' parts.
    cssCodeSplit: false,
    modulePreload: false,
    // Nothing is inlined as data: the policy allows scripts and fonts from our own origin only.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Libraries change less often than we do: their script stays in the cache from one release of ours to the next.
            { name: 'libraries', test: /node_modules/ },
            // One script rather than one for each set of pages that share it: together they weigh less.
            { name: (id, graph) => (isInFirstLoad(id, graph) ? 'app' : null), debugName: 'app' },
            // So do the parts of the heaviest pages: those that sign people in, and those of whom one follows.
            {
              name: 'forms',
              test: /src\/(ui\/(use-call-form|CallForm|Field)|features\/identity\/CodeField|identity|navigation\/with-query)\.tsx?$/,
            },
            {
              name: 'relations',
              test: /src\/(features\/relations\/(FollowButton|relations\.queries)|relations)\.tsx?$/,
            },
          ],
        },
      },
      // A contract module defines many endpoints; those that a chunk does not name shall not weigh on it.
      treeshake: { manualPureFunctions: ['endpoint', 'text'] },
    },
  },
  resolve: {
    // Parts of libraries that we never use and no bundler can tell we do not, and what weighs next to nothing in their place.
    alias: [
      { find: /^\.\/mutationCache\.js$/, replacement: `${import.meta.dirname}/no-mutations.ts` },
      {
        find: /^use-sync-external-store\/shim\/index\.js$/,
        replacement: `${import.meta.dirname}/native-store.ts`,
      },
    ],
  },
  server: { proxy: { '/api': api, '/.well-known': api } },
})
