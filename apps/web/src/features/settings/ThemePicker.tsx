import { useStore } from '../../client/store.ts'
import { chooseTheme, type Theme, theme, themes } from './theme.ts'

const words: Readonly<Record<Theme, string>> = { system: 'System', dark: 'Dark', light: 'Light' }

export function ThemePicker() {
  const chosen = useStore(theme)
  return (
    <fieldset className="choice">
      <legend className="unseen">Appearance</legend>
      {themes.map((name) => (
        <label key={name}>
          <input type="radio" name="theme" value={name} checked={name === chosen} onChange={() => chooseTheme(name)} />
          <span>{words[name]}</span>
        </label>
      ))}
    </fieldset>
  )
}
