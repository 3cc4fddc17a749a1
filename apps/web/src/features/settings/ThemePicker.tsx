import { useStore } from '../../client/store.ts'
import { words } from '../../words/words.ts'
import { chooseTheme, theme, themes } from './theme.ts'

export function ThemePicker() {
  const chosen = useStore(theme)
  return (
    <fieldset className="choice">
      <legend className="unseen">{words.settings.appearance}</legend>
      {themes.map((name) => (
        <label key={name}>
          <input type="radio" name="theme" value={name} checked={name === chosen} onChange={() => chooseTheme(name)} />
          <span>{words.settings.themes[name]}</span>
        </label>
      ))}
    </fieldset>
  )
}
