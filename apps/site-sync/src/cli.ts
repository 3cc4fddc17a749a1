#!/usr/bin/env -S node --max-semi-space-size=4
import { main } from './cli/main.ts'
import { version } from './version.ts'

// No `await`: the published file is CommonJS, which has none outside of functions. `main` reports every error.
void main(process.argv.slice(2), version).then((code) => {
  process.exitCode = code
})
