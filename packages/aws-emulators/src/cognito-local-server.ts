// The program that `startCognitoLocal` starts. cognito-local's own one writes its log through a stream that gets stuck after
// some lines with other characters than ASCII, such as the boxes that it draws around codes.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { createDefaultServer } = require('cognito-local')
const { pino } = createRequire(require.resolve('cognito-local'))('pino')

const logger = pino({ level: 'info' }, { write: (line: string) => process.stdout.write(line) })
const server = await createDefaultServer(logger)
await server.start()
