import type { ReactNode } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'
import { Avatar } from '../ui/Avatar.tsx'

type CrudFrameProps = {
  handle: string
  displayName: string
  /** Beside the name: how old. */
  aside?: ReactNode
  /** At the end of the line: how long still. */
  corner?: ReactNode
  children: ReactNode
}

/** The form of a crud, published or on its way: a face, a line that says who and when, and what was said. */
export function CrudFrame({ handle, displayName, aside, corner, children }: CrudFrameProps) {
  return (
    <div className="crud-frame">
      <AppLink href={`/@${handle}`} className="crud-face" tabIndex={-1} aria-hidden="true">
        <Avatar handle={handle} />
      </AppLink>
      <div className="crud-body">
        <div className="crud-line">
          <AppLink href={`/@${handle}`} className="crud-author">
            <bdi className="crud-name">{displayName}</bdi> <span className="crud-handle">@{handle}</span>
          </AppLink>
          <span className="crud-aside">{aside}</span>
          <span className="crud-corner">{corner}</span>
        </div>
        {children}
      </div>
    </div>
  )
}
