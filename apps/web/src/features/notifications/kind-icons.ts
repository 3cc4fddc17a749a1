import type { Notification } from '@cruddur/contract/notifications'
import { iconLines } from '../../ui/Icon.tsx'
import { menuLines } from '../../ui/menu-icons.ts'

export const kindLines: Readonly<Record<Notification['kind'], string>> = {
  like: iconLines.like,
  repost: iconLines.repost,
  reply: iconLines.reply,
  follow: menuLines.follow,
  mention:
    'M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM15.5 8.5v4.8c0 1.4.9 2.2 2.2 2.2 1.6 0 2.8-1.4 2.8-3.5a8.5 8.5 0 1 0-3.5 6.9',
}
