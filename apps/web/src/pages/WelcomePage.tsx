import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useCallback, useEffect } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { localPath } from '../navigation/local-path.ts'
import { navigate, useSearch } from '../navigation/location.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { preferencesQuery, savePreferences } from '../preferences/preferences.query.ts'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

const LifetimeChoice = lazyPart(async () => (await import('../features/preferences/LifetimeChoice.tsx')).LifetimeChoice)
const FacePicker = lazyPart(async () => (await import('../features/face/FacePicker.tsx')).FacePicker, {
  idleFor: 'members',
})
const FaceStep = lazyPart(async () => (await import('../features/welcome/FaceStep.tsx')).FaceStep)
const Welcome = lazyPart(async () => (await import('../features/welcome/Welcome.tsx')).Welcome)
// The later steps come while the first is read.
const SuggestedPeople = lazyPart(
  async () => (await import('../features/relations/SuggestedPeople.tsx')).SuggestedPeople,
  { idleFor: 'members' },
)
const Composer = lazyPart(async () => (await import('../features/compose/Composer.tsx')).Composer, {
  idleFor: 'members',
})

/** What a new member sees first, once. */
export function WelcomePage() {
  return (
    <>
      <PageHead heading={words.welcome.heading} />
      <div className="form-page">
        <MembersOnly to={words.welcome.toBegin}>
          <Suspense>
            <Steps />
          </Suspense>
        </MembersOnly>
      </div>
    </>
  )
}

function Steps() {
  const client = useQueryClient()
  const member = useMember()
  const next = localPath(new URLSearchParams(useSearch()).get('next'))
  const { data, isError } = useQuery(preferencesQuery)
  const leave = useCallback(() => navigate(next, { replace: true }), [next])
  // Nobody is welcomed twice, and nobody waits for a server that doesn't say.
  const isOver = isError || data?.welcomed === true
  useEffect(() => {
    if (isOver) leave()
  }, [isOver, leave])
  if (!(member && data) || isOver) return null
  const end = () => {
    // If that doesn't arrive, they are welcomed once more at worst.
    savePreferences(client, { welcomed: true }).catch(() => undefined)
    leave()
  }
  return (
    <Welcome
      onEnd={end}
      steps={[
        {
          heading: words.welcome.lifetime.heading,
          children: (
            <>
              <p>{words.welcome.lifetime.words}</p>
              <LifetimeChoice />
            </>
          ),
        },
        {
          heading: words.welcome.you.heading,
          children: (
            <FaceStep member={member}>
              <FacePicker member={member} />
            </FaceStep>
          ),
        },
        {
          heading: words.welcome.people.heading,
          children: (
            <>
              <Suspense>
                <SuggestedPeople max={3} className="welcome-people" />
              </Suspense>
              <p>{words.welcome.people.words}</p>
            </>
          ),
        },
        {
          heading: words.welcome.first.heading,
          children: (
            <Suspense>
              <Composer
                author={member}
                label={words.welcome.first.label}
                placeholder={words.welcome.first.placeholder}
                first="1-hour"
                onPosted={end}
              />
            </Suspense>
          ),
        },
      ]}
    />
  )
}
