import { LinkList } from '../../ui/LinkList.tsx'
import { MutedWords } from './MutedWords.tsx'
import './account.css'
import { words } from '../../words/words.ts'

/** Whom and what the member does not want to see. */
export function PrivacySettings() {
  return (
    <>
      <section aria-labelledby="muted-and-blocked">
        <h3 id="muted-and-blocked">{words.muting.people}</h3>
        <LinkList
          links={[
            { href: '/settings/muted', words: words.muting.mutedPeople },
            { href: '/settings/blocked', words: words.muting.blockedPeople },
          ]}
        />
      </section>
      <MutedWords />
    </>
  )
}
