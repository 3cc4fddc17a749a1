/** Where Vite serves the pages while one works on them. */
export const pages = new URL('http://127.0.0.1:5173')
