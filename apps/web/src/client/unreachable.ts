/** Apart from the other words: it is said when those cannot be fetched either. */
export const unreachable = 'Cruddur cannot be reached. Check your connection and try again.'
