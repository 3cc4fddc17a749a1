import { StartupError } from '@cruddur/storage/startup-error'
import { type Config, readConfig } from '../../../api/src/config/config.ts'
import { runCommand } from '../command-line/run-command.ts'
import { readArguments, usage } from './read-arguments.ts'

await runCommand({
  usage,
  async run(args) {
    const options = readArguments(args)
    if (!options) return null
    const settings = tableOf(await readConfig([]))
    const { openTableAdmin } = await import('@cruddur/message-stores/dynamodb/table-admin')
    const admin = openTableAdmin(settings)
    try {
      if (options.action === 'create') {
        console.log(`Making ${settings.table} in ${await admin.describePlace()}`)
        if (options.recovery) console.error(recoveryWarning)
        for (const done of await admin.create(options)) console.log(done)
      }
      const findings = await admin.check(options)
      for (const { isRight, words } of findings) console.log(`${isRight ? 'ok   ' : 'WRONG'} ${words}`)
      return findings.every(({ isRight }) => isRight) ? 0 : 1
    } finally {
      admin.close()
    }
  },
  afterFailure: 'run `npm run messages:table -- check` to see what is there',
})

const recoveryWarning =
  'WARNING: with point-in-time recovery AWS keeps copies of messages for up to 35 days after they are gone.'

function tableOf({ messages }: Config) {
  if (messages.kind === 'dynamodb') return messages
  const problem = 'is not set: it names the table, and AWS_DEFAULT_REGION says where it is'
  throw new StartupError('DDB_MESSAGE_TABLE', problem)
}
