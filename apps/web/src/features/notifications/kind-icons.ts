import type { Notification } from '@cruddur/contract/notifications'
import { iconLines } from '../../ui/Icon.tsx'
import { menuLines } from '../../ui/menu-icons.ts'

export const kindLines: Readonly<Record<Notification['kind'], string>> = {
  like: iconLines.like,
  repost: iconLines.repost,
  reply: iconLines.reply,
  follow: menuLines.follow,
  // A key that is struck out.
  receipt: 'M14.5 9.5a4 4 0 1 0-3.2 3.9L13 15h2v2h2v2h3v-3l-5.6-5.6M4 4l16 16',
  mention:
    'M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM15.5 8.5v4.8c0 1.4.9 2.2 2.2 2.2 1.6 0 2.8-1.4 2.8-3.5a8.5 8.5 0 1 0-3.5 6.9',
}
