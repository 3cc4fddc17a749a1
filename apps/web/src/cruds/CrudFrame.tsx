import type { ReactNode } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'
import { Avatar } from '../ui/Avatar.tsx'

type CrudFrameProps = {
  handle: string
  displayName: string
  /** Beside the name: the age. */
  aside?: ReactNode
  /** At the end of the line: the time left. */
  corner?: ReactNode
  children: ReactNode
}

/** The shape of a crud, published or not yet: the avatar, a line with author and age, and the text. */
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
