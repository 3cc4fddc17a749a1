import { openFileKeyRing } from '@cruddur/key-ring/file/file-key-ring'
import { connect } from '@cruddur/storage/postgres'
import { pino } from 'pino'
import { startErasureLoop } from '../../retention/erasure-loop.ts'
import { startSealingPlainCruds } from '../seal-plain-cruds.ts'
import { createPlainRowSealing } from '../seal-plain-rows.ts'

// Run by seal-plain-rows.test.ts: seals what is stored in plain, as a server does, until it is killed.

const [connectionUrl = '', dir = ''] = process.argv.slice(2)
const keys = await openFileKeyRing({ dir, now: new Date(), create: false })
const ports = { db: connect(connectionUrl), keys, log: pino({ level: 'silent' }) }
startSealingPlainCruds(ports)
startErasureLoop({ ...ports, erasers: [], chores: [createPlainRowSealing(keys, ports.log)], interval: 10, batch: 3 })
