import type { UserShort } from '@cruddur/contract/users'
import type { Face } from '@cruddur/contract/users/face'
import { FaceChoice } from '@cruddur/contract/users/face-choice'
import { updateProfile } from '@cruddur/contract/users/profile-change'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../../client/call.ts'
import { errorWords } from '../../client/error-words.ts'
import { showChangedSelf } from '../../client/session/session.ts'
import { showChangedAuthor } from '../../cruds/crud-cache.ts'
import { profileKey } from '../../cruds/cruds.queries.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { announce } from '../../ui/announce.ts'
import { hueOf } from '../../ui/face-tones.ts'
import { toastFailure } from '../../ui/failure-toast.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { words } from '../../words/words.ts'
import './face.css'

/** Degrees on the colour wheel of OKLCH. */
const palette = [
  ['red', 25],
  ['brown', 60],
  ['olive', 105],
  ['green', 145],
  ['teal', 195],
  ['blue', 255],
  ['violet', 295],
  ['pink', 345],
] as const

/** Saves faces one after the other, and of those that wait only the last. */
function useSaving({ handle }: UserShort) {
  const client = useQueryClient()
  const latest = useRef<Face | null>(null)
  const saved = useRef(Promise.resolve())
  return (displayName: string, face: Face | null) => {
    latest.current = face
    saved.current = saved.current.then(async () => {
      if (latest.current !== face) return
      try {
        const user = await call(updateProfile, { display_name: displayName, face })
        showChangedSelf(user)
        showChangedAuthor(client, user)
        client.invalidateQueries({ queryKey: profileKey(handle) })
        announce(words.face.saved)
      } catch (error) {
        toastFailure(words.face.failed, error)
      }
    })
  }
}

/** Chooses the letter and the colour that stand for the member. Each choice is saved at once. */
export function FacePicker({ member }: { member: UserShort }) {
  const own = { letter: member.handle.charAt(0).toUpperCase(), hue: hueOf(member.handle) }
  const [typed, setTyped] = useState(member.face?.letter ?? '')
  const [hue, setHue] = useState(member.face?.hue)
  const save = useSaving(member)
  const letter = typed.trim() || own.letter
  const isLetter = FaceChoice.safeParse({ ...own, letter }).success
  function choose(newLetter: string, newHue: number | undefined): void {
    setTyped(newLetter)
    setHue(newHue)
    const isOwn = newLetter.trim() === '' && newHue === undefined
    const face = { letter: newLetter.trim() || own.letter, hue: newHue ?? own.hue }
    if (isOwn || FaceChoice.safeParse(face).success) save(member.display_name, isOwn ? null : face)
  }
  const choices = [
    [words.face.ofHandle, undefined] as const,
    ...palette.map(([name, at]) => [words.face.colours[name], at] as const),
  ]
  return (
    <div className="face-picker">
      <Field
        name="letter"
        label={words.face.letter}
        hint={words.face.hint}
        error={isLetter ? undefined : errorWords.face_invalid}
        value={typed}
        placeholder={own.letter}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        // What is typed next replaces it.
        onFocus={(event) => event.target.select()}
        onChange={(event) => choose(event.target.value, hue)}
      />
      <fieldset className="face-colours">
        <legend>{words.face.colour}</legend>
        {choices.map(([name, at]) => (
          <label key={name} title={name}>
            <input type="radio" name="hue" checked={at === hue} onChange={() => choose(typed, at)} />
            <Avatar handle={member.handle} face={{ letter: isLetter ? letter : own.letter, hue: at ?? own.hue }} />
            <span className="unseen">{name}</span>
          </label>
        ))}
      </fieldset>
    </div>
  )
}
