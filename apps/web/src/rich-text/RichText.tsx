import { type Token, tokenize } from '@cruddur/contract/rich-text'
import { useMemo } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'

function piece(token: Token, index: number) {
  switch (token.kind) {
    case 'text':
      return token.text
    case 'link':
      // The whole address is in the page, so that copying gives it; styles cut what is shown. The host that only looks
      // like ASCII is shown beside it, by styles too.
      return (
        <a
          key={index}
          className="address"
          href={token.href}
          title={token.text}
          data-host={token.asciiHost}
          dir="ltr"
          target="_blank"
          rel="noopener noreferrer nofollow ugc"
        >
          <span>{token.text}</span>
        </a>
      )
    case 'mention':
      return (
        <AppLink key={index} href={`/@${token.handle}`}>
          {token.text}
        </AppLink>
      )
    case 'hashtag':
      return (
        <AppLink key={index} href={`/search?term=${encodeURIComponent(`#${token.tag}`)}`}>
          {token.text}
        </AppLink>
      )
  }
}

/** A message with its links, mentions and hashtags. It makes only text nodes: nothing in a message is ever markup. */
export const RichText = ({ text, className = '' }: { text: string; className?: string }) => (
  <p className={`rich-text ${className}`} dir="auto">
    {useMemo(() => tokenize(text).map(piece), [text])}
  </p>
)
