import { AppLink } from '../navigation/AppLink.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

export function NotFoundPage() {
  return (
    <>
      <PageHead back heading={words.notFound.title} />
      <section className="notice gone">
        <Icon name="bomb" />
        <h2>{words.notFound.heading}</h2>
        <p>{words.notFound.words}</p>
        <AppLink href="/" className="button">
          {words.notFound.goHome}
        </AppLink>
      </section>
    </>
  )
}
