import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPhysicalDirections } from './check/directions.ts'
import { checkout, type Gate, program, search } from './check/gate.ts'
import { findRoomCircles } from './check/rooms.ts'
import { runGates } from './check/run-gates.ts'
import { findSleeps } from './check/sleeps.ts'
import { readSources } from './check/sources.ts'
import * as structure from './check/structure.ts'
import { webSize } from './check/web-size.ts'
import { findWordsOutsideCatalogue } from './check/words.ts'
import { findCredentialedBuilds, findUnpinnedActions } from './check/workflows.ts'

const sources = readSources()
const workflows = globSync('.github/workflows/*.{yaml,yml}', { cwd: checkout }).map((path) =>
  readFileSync(join(checkout, path), 'utf8'),
)

const gates: Gate[] = [
  program('types of server, packages and tests', 'tsc', '--noEmit', '-p', '.'),
  program('types of the web app', 'tsc', '--noEmit', '-p', 'apps/web'),
  program('types of the service worker', 'tsc', '--noEmit', '-p', 'apps/web/worker'),
  program('lint and format', 'biome', 'check', '--error-on-warnings'),
  search('features do not import each other', () => structure.findFeatureImports(sources)),
  search('cruds are read through live_activities', () => structure.findReadsPastTheView(sources)),
  search('stores ask who may see whom', () => structure.findReadsWithoutVisibility(sources)),
  search('settings are read in one place', () => structure.findEnvironmentReads(sources)),
  search('no file is longer than 250 lines', () => structure.findLongFiles(sources)),
  search('no folder has more than 30 files', () => structure.findFullFolders(sources)),
  search('folders of site-sync import in one direction', () => findRoomCircles('apps/site-sync/src', sources)),
  search('tests wait for conditions, not for time', () => findSleeps(sources)),
  search('words of the web app are in the catalogue', () => findWordsOutsideCatalogue(sources)),
  search('styles name no left and no right', () => findPhysicalDirections(sources)),
  search('the lock file names no host', () =>
    structure.findHostsInLock(readFileSync(join(checkout, 'package-lock.json'), 'utf8')),
  ),
  search('actions of workflows are pinned by commits', () => workflows.flatMap(findUnpinnedActions)),
  search('workflows build before they hold credentials', () => workflows.flatMap(findCredentialedBuilds)),
  webSize,
]

process.exit((await runGates('check', gates)) ? 0 : 1)
