/** Where Vite serves the pages during development. */
export const pages = new URL('http://127.0.0.1:5173')
