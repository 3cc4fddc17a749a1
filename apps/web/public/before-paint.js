// Before the first paint, so that neither theme nor language flashes.
const root = document.documentElement
function stored(key) {
  try {
    return localStorage.getItem(`cruddur.${key}`)
  } catch {} // Storage may be denied.
}
const theme = stored('theme')
if (theme === 'dark' || theme === 'light') root.dataset.theme = theme
const language = stored('language')
if (language === 'de' || language === 'ar') root.lang = language
if (language === 'ar') root.dir = 'rtl'
