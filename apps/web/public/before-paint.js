// Before the first paint, so that neither theme nor language flashes.
const root = document.documentElement
let chosen
try {
  const { 'cruddur.theme': theme, 'cruddur.language': language } = localStorage
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme
  chosen = language
} catch {} // Storage may be denied.
// The language that the reader chose here, or else the first of the device's that we speak.
const language = [chosen, ...navigator.languages]
  .map((tag) => String(tag).split('-')[0].toLowerCase())
  .find((tag) => tag === 'en' || tag === 'de' || tag === 'ar')
if (language) root.lang = language
if (language === 'ar') root.dir = 'rtl'
