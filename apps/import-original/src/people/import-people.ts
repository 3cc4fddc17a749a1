import type { Db } from '@cruddur/storage/postgres'
import { insertPasswordless } from '../../../api/src/features/identity/embedded/accounts.store.ts'
import type { Report } from '../report/report.ts'
import type { OriginalPerson } from '../source/original-rows.ts'
import type { FreeHandles } from './free-handles.ts'
import { type NewPerson, newPersonFrom } from './new-person.ts'
import { type Here, insertImported, insertPerson, selectHere, selectImported, selectIsDeleted } from './people.store.ts'

export type PeopleOptions = {
  /** Whether people get an account of the built-in identity, with their e-mail address. */
  withAccounts: boolean
  handles: FreeHandles
  report: Report
}

/** How often the handle can be taken between looking and inserting. */
const maxTries = 5

/** Imports a batch of people. Returns the uuids of those who are new here. */
export async function importPeople(
  transaction: Db,
  people: OriginalPerson[],
  options: PeopleOptions,
): Promise<string[]> {
  const { report } = options
  const before = await selectImported(
    transaction,
    people.map(({ uuid }) => uuid),
  )
  const here = await selectHere(transaction, people)
  const taken: string[] = []
  const left: string[] = []
  for (const original of people) {
    const found = here.get(original.uuid)
    if (before.has(original.uuid)) report.person('before')
    else if (found) {
      tellHere(found, report)
      left.push(original.uuid)
    } else {
      const isTaken = await importPerson(transaction, original, options)
      ;(isTaken ? taken : left).push(original.uuid)
    }
  }
  // Who deletes their account must not come back by a later run.
  await insertImported(transaction, left)
  return taken
}

function tellHere({ uuid, hereUuid, handle }: Here, report: Report): void {
  report.person('here')
  if (hereUuid !== uuid) report.change('other_uuid', handle)
}

async function importPerson(
  db: Db,
  original: OriginalPerson,
  { withAccounts, handles, report }: PeopleOptions,
): Promise<boolean> {
  const wanted = newPersonFrom(original)
  const person = await insertWithFreeHandle(db, wanted, handles)
  if (!person) {
    const found = (await selectHere(db, [wanted])).get(wanted.uuid)
    if (found) tellHere(found, report)
    else report.person('deleted')
    return false
  }
  report.person('taken')
  if (person.handle !== original.handle) report.handle(original.handle, person.handle)
  const { sub, email } = person
  const hasAccount = withAccounts && email && (await insertPasswordless(db, { sub, email }))
  if (withAccounts && email && !hasAccount) report.change('email_taken', person.handle)
  for (const change of person.changes) if (isTold(change, withAccounts)) report.change(change, person.handle)
  return true
}

/** The person with the handle that they got, or null if they are here already or were deleted here. */
async function insertWithFreeHandle(db: Db, wanted: NewPerson, handles: FreeHandles): Promise<NewPerson | null> {
  for (let tries = 0; tries < maxTries; tries++) {
    const person = { ...wanted, handle: await handles.find(db, wanted) }
    if (await insertPerson(db, person)) return person
    if ((await selectHere(db, [wanted])).size > 0 || (await selectIsDeleted(db, wanted.sub))) return null
  }
  throw new Error(`no handle stays free for the person ${wanted.uuid}: others are signing up`)
}

/** E-mail addresses matter only if they are imported. */
const isTold = (change: NewPerson['changes'][number], withAccounts: boolean) =>
  withAccounts || (change !== 'email' && change !== 'shared_email')
