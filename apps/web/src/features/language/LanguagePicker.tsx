import { chooseLanguage, languageNames } from '../../words/choose-language.ts'
import { type Language, language } from '../../words/language.ts'
import { words } from '../../words/words.ts'

const languages = Object.keys(languageNames) as Language[]

/** Each language calls itself by its own name, so that who reads no other finds it. */
export function LanguagePicker() {
  return (
    <fieldset className="choice">
      <legend>{words.language.heading}</legend>
      {languages.map((name) => (
        <label key={name}>
          <input
            type="radio"
            name="language"
            value={name}
            checked={name === language}
            onChange={() => chooseLanguage(name)}
          />
          <span lang={name}>{languageNames[name]}</span>
        </label>
      ))}
    </fieldset>
  )
}
