#!/usr/bin/env -S node --max-semi-space-size=4
import { main } from './cli/main.ts'
import { version } from './version.ts'

process.exitCode = await main(process.argv.slice(2), version)
