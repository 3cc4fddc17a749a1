import { type ReactNode, useEffect } from 'react'
import { navigate } from '../navigation/location.ts'
import { cameFromOurs, settleFocus } from '../navigation/scroll-restoration.ts'
import { words } from '../words/words.ts'
import { Icon } from './Icon.tsx'
import { setTitle } from './title.ts'

type PageHeadProps = {
  heading: string
  /**
   * The title of the tab, if it says more than the heading. Never the words of a crud: the browser's history keeps
   * titles.
   */
  title?: string
  /** Whether to show a back button. A string is where it leads if the page before is not ours; home by default. */
  back?: boolean | string
  children?: ReactNode
}

function goBack(home: string) {
  // `history.back()` on the first page would leave the app.
  if (cameFromOurs()) history.back()
  else navigate(home)
}

/** The head of a page with its only first-level heading, which gets the focus when the reader comes to the page. */
export function PageHead({ heading, title = heading, back = false, children }: PageHeadProps) {
  useEffect(() => {
    setTitle(title === 'Cruddur' ? title : `${title} · Cruddur`)
  }, [title])
  useEffect(settleFocus, [])
  return (
    <div className="page-head">
      {!back && (
        <span className="head-brand">
          <Icon name="bomb" />
        </span>
      )}
      {back && (
        <button
          type="button"
          className="icon-button"
          aria-label={words.ui.back}
          onClick={() => goBack(back === true ? '/' : back)}
        >
          <Icon name="back" />
        </button>
      )}
      <h1 id="page-heading" tabIndex={-1}>
        {heading}
      </h1>
      {children}
    </div>
  )
}
