import { LinkList } from '../../ui/LinkList.tsx'
import { MutedWords } from './MutedWords.tsx'
import './account.css'

/** Whom and what the member does not want to see. */
export function PrivacySettings() {
  return (
    <>
      <section aria-labelledby="muted-and-blocked">
        <h3 id="muted-and-blocked">Muted and blocked</h3>
        <LinkList
          links={[
            { href: '/settings/muted', words: 'Muted people' },
            { href: '/settings/blocked', words: 'Blocked people' },
          ]}
        />
      </section>
      <MutedWords />
    </>
  )
}
