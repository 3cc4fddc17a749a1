import * as contract from '@cruddur/contract/muted-words/muted-words'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { requireAccount } from '../../people/require-account.ts'
import { selectMutedWords } from './muted-words.store.ts'
import { muteWord, unmuteWord } from './muted-words.ts'

export function mutedWordsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.listMutedWords, async (_input, { caller, reply }) => {
    const words = await selectMutedWords(db, caller.sub)
    if (words.length === 0) await requireAccount(db, caller)
    reply.header('cache-control', 'no-store')
    return words
  })
  route(app, contract.muteWord, (input, { caller }) => muteWord(db, caller, input))
  route(app, contract.unmuteWord, (input, { caller }) => unmuteWord(db, caller, input))
}
