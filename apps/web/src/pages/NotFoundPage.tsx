import { AppLink } from '../navigation/AppLink.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function NotFoundPage() {
  return (
    <>
      <PageHead back heading="Nothing here" />
      <section className="notice gone">
        <Icon name="bomb" />
        <h2>There’s nothing at this address</h2>
        <p>
          This time it wasn’t us who forgot it: Cruddur never had a page here. A crud that has ended says so itself.
        </p>
        <AppLink href="/" className="button">
          Go home
        </AppLink>
      </section>
    </>
  )
}
