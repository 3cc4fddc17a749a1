import { type CognitoLocal, startCognitoLocal } from '@cruddur/aws-emulators/cognito-local'
import { registerUser } from '@cruddur/storage/accounts/users.store'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type RunningFunctions, startFunctions } from '../../../../../lambdas/src/testing/running-functions.ts'
import { selectPersonBySub } from '../../../people/people.store.ts'
import { newcomer } from './testing/newcomer.ts'
import { startCognitoIdentity } from './testing/start-identity.ts'

/** Our server on one database, and the functions of the pool on another: so it shows which of them did what. */
let functions: RunningFunctions
let pool: CognitoLocal
let under: Awaited<ReturnType<typeof startCognitoIdentity>>
beforeAll(async () => {
  functions = await startFunctions(inject('postgresUrl'))
  const triggers = { PreSignUp: 'pre-sign-up', PostConfirmation: 'post-confirmation' }
  pool = await startCognitoLocal({ lambdaEndpoint: functions.lambda.url, triggers })
  under = await startCognitoIdentity(pool)
})
afterAll(async () => {
  await under?.stop()
  await pool?.stop()
  await functions?.stop()
})

it('answers the refusal of the function before a sign-up with its code', async () => {
  await registerUser(functions.db, { sub: crypto.randomUUID(), handle: 'of_another', name: 'Another' })
  await expect(under.identity.signUp(newcomer('of_another'))).rejects.toMatchObject({ codes: ['handle_taken'] })
})

it('confirms a person whose row the function could not write, and writes it', async () => {
  const person = newcomer('made_good')
  await under.identity.signUp(person)
  await sql`create function fail() returns trigger language plpgsql as $$ begin raise 'no' ; end $$`.execute(
    functions.db,
  )
  await sql`create trigger fail before insert on users for each row execute function fail()`.execute(functions.db)
  await under.identity.confirmSignUp({ ...person, code: await pool.codes.next(person.email) })
  await sql`drop trigger fail on users`.execute(functions.db)
  const { sub } = await under.identity.signIn(person)
  expect(await selectPersonBySub(functions.db, sub)).toBeNull()
  expect(await selectPersonBySub(under.db, sub)).toMatchObject({ handle: 'made_good' })
})
