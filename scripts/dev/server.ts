import { join } from 'node:path'
import { main } from '../../apps/api/src/main.ts'
import { loginLines } from '../demo/logins.ts'
import { seedDemo } from '../demo/seed.ts'
import { pages } from './pages.ts'

// The part of `npm run dev` that restarts after each change.
await main({
  // A directory of its own below that of `npm start`, because demo people must not mix with real ones.
  prepare(config) {
    const dataDir = join(config.dataDir, 'dev')
    const { database } = config
    return {
      ...config,
      dataDir,
      database: database.kind === 'embedded' ? { kind: 'embedded', dir: dataDir } : database,
      keys:
        database.kind === 'embedded' ? { kind: 'file', dir: join(dataDir, 'keys'), setting: 'DATA_DIR' } : config.keys,
      mail: { kind: 'outbox', dir: join(dataDir, 'outbox') },
      frontendUrl: pages.origin,
      origins: [...config.origins, pages.origin],
    }
  },
  async onStart({ db, keys, config }) {
    if (config.database.kind === 'embedded') {
      await seedDemo({ db, keys })
      console.log(loginLines())
    }
    console.log(`The pages, with reload: ${pages.origin}`)
    console.log(`E-mails are files in ${join(config.dataDir, 'outbox')}`)
  },
})
