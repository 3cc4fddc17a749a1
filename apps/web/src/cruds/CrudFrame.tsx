import type { UserShort } from '@cruddur/contract/users'
import type { ReactNode } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'
import { Avatar } from '../ui/Avatar.tsx'

type CrudFrameProps = {
  author: Pick<UserShort, 'handle' | 'display_name' | 'face'>
  /** Below the name: the age. */
  aside?: ReactNode
  /** Beside the age: the time left. */
  corner?: ReactNode
  children: ReactNode
}

/** The shape of a crud, published or not yet: the avatar, a line with its author, one with its clocks, and the text. */
export function CrudFrame({ author: { handle, display_name, face }, aside, corner, children }: CrudFrameProps) {
  return (
    <div className="crud-frame">
      <AppLink href={`/@${handle}`} className="crud-face" tabIndex={-1} aria-hidden="true">
        <Avatar handle={handle} face={face} />
      </AppLink>
      <div className="crud-body">
        <div className="crud-line">
          <AppLink href={`/@${handle}`} className="crud-author">
            <bdi className="crud-name">{display_name}</bdi> <span className="crud-handle">@{handle}</span>
          </AppLink>
        </div>
        {(aside || corner) && (
          <div className="crud-clock">
            {aside && <span className="crud-aside">{aside}</span>}
            {corner}
          </div>
        )}
        {children}
      </div>
    </div>
  )
}
