// Before the first paint.
const root = document.documentElement
try {
  const { 'cruddur.theme': theme, 'cruddur.language': language } = localStorage
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme
  if (language === 'de' || language === 'ar') root.lang = language
  if (language === 'ar') root.dir = 'rtl'
} catch {}
