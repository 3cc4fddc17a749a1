import { type Token, tokenize } from '@cruddur/contract/rich-text'
import { useMemo } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'
import { useIsPerson } from './known-mentions.ts'
import { withoutOverrides } from './without-overrides.ts'

/** A link if somebody has the handle. Isolated, so that within text from right to left it still reads `@worf`. */
function Mention({ handle, text }: { handle: string; text: string }) {
  const isPerson = useIsPerson(handle)
  if (!isPerson) return <span dir="ltr">{text}</span>
  return (
    <AppLink href={`/@${handle}`} dir="ltr">
      {text}
    </AppLink>
  )
}

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
      return <Mention key={index} {...token} />
    case 'hashtag':
      return (
        <AppLink key={index} href={`/search?term=${encodeURIComponent(`#${token.tag}`)}`} dir="auto">
          {token.text}
        </AppLink>
      )
  }
}

/** A text with its links, mentions and tags. It is rendered as text nodes only, so nothing in it can become markup. */
export function RichText({ text, className = '' }: { text: string; className?: string }) {
  return (
    <p className={`rich-text ${className}`} dir="auto">
      {useMemo(() => tokenize(withoutOverrides(text)).map(piece), [text])}
    </p>
  )
}
