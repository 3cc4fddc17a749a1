#!/usr/bin/env node
import { main } from './main.ts'
import { keepYoungSpace } from './young-space.ts'

keepYoungSpace()
process.exitCode = await main(process.argv.slice(2))
