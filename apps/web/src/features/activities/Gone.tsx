import { AppLink } from '../../navigation/AppLink.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { words } from '../../words/words.ts'

/** Shown in place of a crud that has expired. It does not say whether there ever was one. */
export function Gone() {
  return (
    <>
      <PageHead back heading={words.status.gone} title={words.status.isGone} />
      <section className="notice gone" role="status">
        <Icon name="clock" />
        <h2>{words.status.isGone}</h2>
        <p>{words.status.whyGone}</p>
        <AppLink href="/" className="button">
          {words.status.seeWhatIsLive}
        </AppLink>
      </section>
    </>
  )
}
