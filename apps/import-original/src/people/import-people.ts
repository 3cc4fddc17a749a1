import { selectHandleTaken } from '@cruddur/storage/accounts/held-handles.store'
import type { Db } from '@cruddur/storage/postgres'
import { unmatchableHash } from '../../../api/src/features/identity/embedded/passwords.ts'
import type { Report } from '../report/report.ts'
import type { OriginalPerson } from '../source/original-rows.ts'
import { type NewPerson, newPersonFrom, numbered } from './new-person.ts'
import { insertAccount, insertPerson, selectHere, selectImported } from './people.store.ts'

export type PeopleOptions = {
  /** Whether people get an account of the built-in identity, with their e-mail address. */
  withAccounts: boolean
  report: Report
}

/** Imports a batch of people. Returns the uuids of those who are new here. */
export async function importPeople(
  transaction: Db,
  people: OriginalPerson[],
  { withAccounts, report }: PeopleOptions,
): Promise<string[]> {
  const before = await selectImported(
    transaction,
    people.map(({ uuid }) => uuid),
  )
  const here = await selectHere(transaction, people)
  const taken: string[] = []
  for (const original of people) {
    if (before.has(original.uuid)) report.person('before')
    else if (here.has(original.uuid)) report.person('here')
    else if (await importPerson(transaction, original, withAccounts, report)) taken.push(original.uuid)
  }
  return taken
}

async function importPerson(db: Db, original: OriginalPerson, withAccounts: boolean, report: Report): Promise<boolean> {
  const wanted = newPersonFrom(original)
  const person = { ...wanted, handle: await findFreeHandle(db, wanted) }
  if (!(await insertPerson(db, person))) {
    report.person((await selectHere(db, [person])).size > 0 ? 'here' : 'deleted')
    return false
  }
  report.person('taken')
  if (person.handle !== original.handle) report.handle(original.handle, person.handle)
  const hasAccount = withAccounts && person.email && (await insertAccount(db, { ...person, hash: unmatchableHash }))
  if (withAccounts && person.email && !hasAccount) report.change('email_taken', person.handle)
  for (const change of person.changes) if (isTold(change, withAccounts)) report.change(change, person.handle)
  return true
}

/** E-mail addresses matter only if they are imported. */
const isTold = (change: NewPerson['changes'][number], withAccounts: boolean) =>
  withAccounts || (change !== 'email' && change !== 'shared_email')

/** The handle that a person should have; if it is taken, with the first number from 2 on that makes it free. */
async function findFreeHandle(db: Db, { handle: wanted, email, sub }: NewPerson): Promise<string> {
  for (let number = 1; ; number++) {
    const handle = number === 1 ? wanted : numbered(wanted, number)
    if (!(await selectHandleTaken(db, { handle, email: email ?? '', sub }))) return handle
  }
}
