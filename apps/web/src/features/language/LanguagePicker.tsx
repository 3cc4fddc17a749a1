import { chooseLanguage, languageNames } from '../../words/choose-language.ts'
import { type Language, language } from '../../words/language.ts'
import { words } from '../../words/words.ts'
import './languages.css'

const languages = Object.keys(languageNames) as Language[]

/**
 * Each language calls itself by its own name, so that who reads no other finds it. Buttons, not radios: those would
 * reload the page at every arrow key.
 */
export function LanguagePicker() {
  return (
    <ul className="languages" aria-label={words.language.heading}>
      {languages.map((name) => (
        <li key={name}>
          <button
            type="button"
            className="button quiet"
            lang={name}
            aria-pressed={name === language}
            onClick={() => chooseLanguage(name)}
          >
            <bdi>{languageNames[name]}</bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}
