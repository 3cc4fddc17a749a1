import { LanguagePicker } from '../features/language/LanguagePicker.tsx'
import { LinkList } from '../ui/LinkList.tsx'
import { words } from '../words/words.ts'

/** The foot of every page. Members have the language in their settings. */
export function Foot({ withLanguages }: { withLanguages: boolean }) {
  return (
    <div className="foot">
      <LinkList
        className="sidebar-links"
        links={[
          { href: '/about', words: words.sidebar.about },
          { href: '/proof', words: words.sidebar.proof },
          { href: '/terms', words: words.sidebar.terms },
          { href: '/privacy', words: words.sidebar.privacy },
        ]}
      />
      {withLanguages && <LanguagePicker />}
    </div>
  )
}
