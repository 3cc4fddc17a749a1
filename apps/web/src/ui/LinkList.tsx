import { AppLink } from '../navigation/AppLink.tsx'

type LinkListProps = { className?: string; links: readonly { href: string; words: string }[] }

export function LinkList({ className = 'plain-links', links }: LinkListProps) {
  return (
    <ul className={className}>
      {links.map(({ href, words }) => (
        <li key={href}>
          <AppLink href={href}>{words}</AppLink>
        </li>
      ))}
    </ul>
  )
}
