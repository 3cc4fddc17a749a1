// Before the first paint.
const root = document.documentElement
let chosen
try {
  const { 'cruddur.theme': theme, 'cruddur.language': language } = localStorage
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme
  chosen = language
} catch {}
// The language chosen here, or else one of the device.
const language = [chosen, ...navigator.languages]
  .map((tag) => String(tag).split('-')[0].toLowerCase())
  .find((tag) => tag === 'en' || tag === 'de' || tag === 'ar')
if (language) root.lang = language
if (language === 'ar') root.dir = 'rtl'
