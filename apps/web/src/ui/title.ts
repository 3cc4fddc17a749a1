let title = 'Cruddur'
let unread = 0

function show(): void {
  document.title = unread > 0 ? `(${unread}) ${title}` : title
}

/** The title of the tab: the page's own, behind how much has not been read. */
export function setTitle(next: string): void {
  title = next
  show()
}

export function setUnreadInTitle(count: number): void {
  unread = count
  show()
}
