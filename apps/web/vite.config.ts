import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { nameApiOrigin } from './api-origin.ts'
import { isInFirstLoad } from './first-load.ts'
import { plainImports } from './plain-imports.ts'
import { precompress } from './precompress.ts'
import { serviceWorker } from './service-worker.ts'

// `vite dev` passes requests on to this API. The built app is served by the API itself.
const api = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:4567'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), plainImports(), nameApiOrigin(process.env['VITE_API_ORIGIN']), serviceWorker(), precompress()],
  build: {
    manifest: true,
    sourcemap: false,
    // All styles are one file, and pages are preloaded before they are asked for: no script loads the parts of another.
    cssCodeSplit: false,
    modulePreload: false,
    // Nothing is inlined as data: our content security policy allows scripts and fonts from our own origin only.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Libraries change less often than we do: their script stays in the cache from one release to the next.
            // Data of the emoji picker are fetched with it alone.
            // A catalogue of words uses what stands there, because `app` waits for the catalogue.
            { name: 'libraries', test: /node_modules\/(?!emojibase-data)|src\/words\/(?:language|plural)\.ts/ },
            // One script for all that every page needs, instead of one for each set of pages that share a module.
            { name: (id, graph) => (isInFirstLoad(id, graph) ? 'app' : null), debugName: 'app' },
            // A page names its scripts in the HTML, and a browser opens six connections: few files are there sooner.
            { name: 'thread', test: /src\/(?:cruds\/late-replies|features\/activities\/Gone|words\/en\/status)\./ },
            {
              name: 'person',
              test: /src\/(?:people\/NoSuchPerson|features\/relations\/FollowButton|words\/en\/people)/,
            },
            // One script for what every form has.
            { name: 'forms', test: /src\/ui\/forms\// },
          ],
        },
      },
      // A module of the contract defines many endpoints, and the catalogue many rooms of words. A script holds only
      // those that it names.
      treeshake: {
        manualPureFunctions: ['endpoint', 'pageQuery', 'text', 'room'],
        moduleSideEffects: [{ test: /src\/words\//, sideEffects: false }],
      },
    },
  },
  server: { proxy: { '/api': api, '/.well-known': api } },
})
