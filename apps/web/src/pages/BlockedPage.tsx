import { useInfiniteQuery } from '@tanstack/react-query'
import { unblock } from '../features/relations/block.ts'
import { PeopleList } from '../features/relations/PeopleList.tsx'
import { blockedQuery } from '../features/relations/relations.queries.ts'
import { MembersOnly } from '../shell/MembersOnly.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

const List = () => (
  <PeopleList
    query={useInfiniteQuery(blockedQuery)}
    label="Blocked people"
    action={({ handle }) => (
      <button type="button" className="button quiet" onClick={() => unblock(handle)}>
        Unblock<span className="unseen"> @{handle}</span>
      </button>
    )}
  >
    <Notice heading="Nobody is blocked">
      <p>Whoever you block is absent to you, and you to them, everywhere.</p>
    </Notice>
  </PeopleList>
)

export const BlockedPage = () => (
  <>
    <PageHead back heading="Blocked people" />
    <MembersOnly to="see whom you blocked">
      <List />
    </MembersOnly>
  </>
)
