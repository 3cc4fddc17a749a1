let title = 'Cruddur'
let unread = 0

function show(): void {
  document.title = unread > 0 ? `(${unread}) ${title}` : title
}

/** Sets the title of the tab. The number of unread things stands before it. */
export function setTitle(next: string): void {
  title = next
  show()
}

export function setUnreadInTitle(count: number): void {
  unread = count
  show()
}
