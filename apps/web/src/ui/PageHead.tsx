import { type ReactNode, useEffect } from 'react'
import { navigate } from '../navigation/location.ts'
import { cameFromOurs, settleFocus } from '../navigation/scroll-restoration.ts'
import { Icon } from './Icon.tsx'
import { setTitle } from './title.ts'

type PageHeadProps = {
  heading: string
  /** The title of the tab, when it says more than the heading. Never the words of a crud: a browser's history keeps titles. */
  title?: string
  /** Whether there is a way back, and where it leads when nothing of ours lies behind: home where it is just said. */
  back?: boolean | string
  children?: ReactNode
}

function goBack(home: string) {
  // Behind the first page lies nothing, or another site: whoever came from there has the browser's own way back.
  if (cameFromOurs()) history.back()
  else navigate(home)
}

/** The head of a page: its one first-level heading, which takes the focus when the page is come to. */
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
          aria-label="Back"
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
