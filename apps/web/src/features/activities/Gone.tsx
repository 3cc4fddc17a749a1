import { AppLink } from '../../navigation/AppLink.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

/** Shown in place of a crud that has expired. It does not say whether there ever was one. */
export function Gone() {
  return (
    <>
      <PageHead back heading="Gone" title="This crud is gone" />
      <section className="notice gone" role="status">
        <Icon name="clock" />
        <h2>This crud is gone</h2>
        <p>Its time was up, or there never was one at this address. Its replies went with it.</p>
        <AppLink href="/" className="button">
          See what’s live
        </AppLink>
      </section>
    </>
  )
}
