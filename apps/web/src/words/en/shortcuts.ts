import { room } from '../room.ts'

export const shortcuts = room('shortcuts', {
  heading: 'Keyboard shortcuts',
  enter: 'Enter',
  ctrlEnter: 'Ctrl Enter',
  commandEnter: '⌘ Enter',
  compose: 'Write a crud',
  next: 'Next crud or person',
  previous: 'Previous crud or person',
  open: 'Open the crud',
  reply: 'Reply to the crud',
  like: 'Like the crud',
  repost: 'Repost the crud',
  search: 'Search',
  post: 'Post what you wrote',
  show: 'Show these shortcuts',
})
