import { AppLink } from '../navigation/AppLink.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function NotFoundPage() {
  return (
    <>
      <PageHead back heading="Nothing here" />
      <section className="notice gone">
        <Icon name="bomb" />
        <h2>There is nothing at this address</h2>
        <p>
          This time it was not us who forgot it: no page of Cruddur was ever called so. A crud that has expired says so
          itself.
        </p>
        <AppLink href="/" className="button">
          Go home
        </AppLink>
      </section>
    </>
  )
}
